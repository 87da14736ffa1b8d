package io.allocator.query.allocations;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.FindAllocationsQuery;
import io.allocator.api.query.FindLinesQuery;
import io.allocator.api.query.LineView;
import io.allocator.api.query.LinesView;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.allocator.query.csv.CsvDownload;
import io.allocator.query.paging.Cursors;
import io.allocator.query.paging.Limit;
import io.allocator.query.paging.Listing;
import io.allocator.query.paging.Page;
import io.allocator.query.paging.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Allocations")
class AllocationController {

    private static final String ORDER = "The lines of an order, by SKU and line id, also as text/csv; 404 when it has none";

    private static final String LIST = "All accepted lines in accepted order, of all SKUs or of one, or just those that "
            + "are not shipped yet; a page at a time, from the cursor that the page before gave as next. As text/csv all "
            + "of them, unless a limit is given";

    private static final Cursors<Long> CURSORS = Cursors.byNumber("allocations");

    private final QueryGateway queries;

    AllocationController(QueryGateway queries) {
        this.queries = queries;
    }

    @Operation(summary = ORDER)
    @GetMapping(path = "/allocations/{orderid}", produces = MediaType.APPLICATION_JSON_VALUE)
    List<AllocationView> allocations(@PathVariable @Identifier String orderid) {
        return order(orderid);
    }

    @Operation(summary = ORDER)
    @ApiResponse(responseCode = "200",
            content = @Content(mediaType = CsvDownload.MEDIA_TYPE, schema = @Schema(type = "string")))
    @GetMapping(path = "/allocations/{orderid}", produces = CsvDownload.MEDIA_TYPE)
    void download(@PathVariable @Identifier String orderid, HttpServletResponse response) {
        CsvDownload.send(response, "allocations", AllocationView.class, order(orderid));
    }

    private List<AllocationView> order(String orderid) {
        var lines = queries.query(new FindAllocationsQuery(orderid),
                ResponseTypes.multipleInstancesOf(AllocationView.class)).join();
        if (lines.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "Order " + orderid + " has no lines"));
        }
        return lines;
    }

    @Operation(summary = LIST)
    @GetMapping(path = "/allocations", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<LineView> lines(@RequestParam(required = false) @Identifier @Nullable String sku,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = Limit.DEFAULT) @Limit int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(sku, open).page(cursor, limit);
    }

    @Operation(summary = LIST)
    @ApiResponse(responseCode = "200",
            content = @Content(mediaType = CsvDownload.MEDIA_TYPE, schema = @Schema(type = "string")))
    @GetMapping(path = "/allocations", produces = CsvDownload.MEDIA_TYPE)
    void download(@RequestParam(required = false) @Identifier @Nullable String sku,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Limit @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, HttpServletResponse response) {
        CsvDownload.send(response, "allocations", list(sku, open), cursor, limit);
    }

    private Listing<LineView, Long> list(@Nullable String sku, boolean open) {
        return new Listing<>(LineView.class, CURSORS, (after, limit) -> {
            var from = Objects.requireNonNullElse(after, FindLinesQuery.BEGINNING);
            var found = queries.query(new FindLinesQuery(sku, open, from, limit),
                    ResponseTypes.instanceOf(LinesView.class)).join();
            return new Slice<>(found.items(), found.next());
        });
    }
}
