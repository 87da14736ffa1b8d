package io.allocator.command.http;

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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Adding stock and allocating order lines, one by one. */
@RestController
@Tag(name = "Commands", description = "What changes stock")
class CommandController {

    private final Answers answers;

    CommandController(Answers answers) {
        this.answers = answers;
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
    @ApiResponse(responseCode = "400", description = "Invalid sku, out of stock, or the request is not as it must be",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(responseCode = "409", description = "The line exists with another quantity",
            content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<Object> allocate(@RequestBody @Valid AllocationRequest line,
            @RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor) {
        return respond(answers.allocate(line.toCommand(), actor));
    }

    private static ResponseEntity<Object> respond(Answer answer) {
        return ResponseEntity.status(answer.status())
                .contentType(answer.isOk() ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer.body());
    }
}
