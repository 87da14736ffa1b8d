package io.allocator.command.http;

import io.allocator.api.command.DeallocateCommand;
import io.allocator.http.ConsistencyToken;
import io.allocator.http.Identifier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commands, one by one. */
@RestController
@Tag(name = "Commands", description = "What changes stock")
class CommandController {

    private final Answers answers;
    private final BatchChanges batchChanges;

    CommandController(Answers answers, BatchChanges batchChanges) {
        this.answers = answers;
        this.batchChanges = batchChanges;
    }

    @PostMapping(path = {"/batches", "/add_batch"}, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Add a batch: stock of one SKU bought together")
    @ApiResponse(responseCode = "201", description = "It is new and in",
            content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    @ApiResponse(responseCode = "200", description = "The very same batch was in already",
            content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    @ApiResponse(responseCode = "400", description = "The request is not as it must be",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(responseCode = "409", description = "The reference exists with other data or for another SKU",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<Object> addBatch(@RequestBody @Valid BatchRequest batch,
            @RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor) {
        return respond(answers.addBatch(batch.toCommand(), actor));
    }

    @PostMapping(path = {"/allocations", "/allocate"}, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Allocate an order line: the warehouse first, else the shipment that arrives first")
    @ApiResponse(responseCode = "201", description = "It holds the batch",
            content = @Content(schema = @Schema(implementation = AllocationAnswer.class)))
    @ApiResponse(responseCode = "200", description = "The very same line held the batch already",
            content = @Content(schema = @Schema(implementation = AllocationAnswer.class)))
    @ApiResponse(responseCode = "202", description = "It is accepted and waits, now or already",
            content = @Content(schema = @Schema(implementation = AllocationAnswer.class)))
    @ApiResponse(responseCode = "400", description = "Invalid sku, out of stock, or the request is not as it must be",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(responseCode = "409", description = "The line exists with another quantity",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<Object> allocate(@RequestBody @Valid AllocationRequest line,
            @RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor) {
        return respond(answers.allocate(line.toCommand(), actor));
    }

    @PatchMapping(path = "/batches/{ref}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a batch: its quantity, its ETA (null: it has arrived), or both",
            description = "Lines that no longer fit are placed anew, last accepted first, in the same transaction.")
    @ApiResponse(responseCode = "200", description = "It is so; with the lines that changed their batch",
            content = @Content(schema = @Schema(implementation = ChangedBatchAnswer.class)))
    @ApiResponse(responseCode = "404", description = "There is no such batch",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(responseCode = "409", description = "More than that is shipped already",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<Object> changeBatch(@PathVariable @Identifier String ref,
            @RequestBody @Valid BatchChangeRequest change,
            @RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor) {
        return respond(batchChanges.change(ref, change, actor));
    }

    @DeleteMapping("/allocations/{orderid}/{sku}")
    @Operation(summary = "Give an order line up, allocated or backordered")
    @ApiResponse(responseCode = "204", description = "It is no more", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such line",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(responseCode = "409", description = "It is shipped",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<Object> deallocate(@PathVariable @Identifier String orderid, @PathVariable @Identifier String sku,
            @RequestParam(defaultValue = AllocationRequest.ONLY_LINE) @Identifier String lineid,
            @RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor) {
        return respond(answers.deallocate(new DeallocateCommand(sku, orderid, lineid), actor));
    }

    @PostMapping(path = "/shipments", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Tell that an order line has left the warehouse")
    @ApiResponse(responseCode = "201", description = "It is gone",
            content = @Content(schema = @Schema(implementation = AllocationAnswer.class)))
    @ApiResponse(responseCode = "200", description = "It was gone already",
            content = @Content(schema = @Schema(implementation = AllocationAnswer.class)))
    @ApiResponse(responseCode = "404", description = "There is no such line",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(responseCode = "409", description = "It holds no stock that is in the warehouse",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<Object> ship(@RequestBody @Valid LineRequest line,
            @RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor) {
        return respond(answers.ship(line.toCommand(), actor));
    }

    private static ResponseEntity<Object> respond(Answer answer) {
        var response = ResponseEntity.status(answer.status());
        if (answer.token() != null) {
            response.header(ConsistencyToken.HEADER, answer.token().encoded());
        }
        if (answer.body() == null) {
            return response.build();
        }
        return response
                .contentType(answer.isOk() ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer.body());
    }
}
