package io.allocator.query.history;

import io.allocator.api.query.FindHistoryQuery;
import io.allocator.api.query.FindLineStoryQuery;
import io.allocator.api.query.HistoryEntryView;
import io.allocator.api.query.HistoryView;
import io.allocator.api.query.LineStoryView;
import io.allocator.http.Identifier;
import io.allocator.http.InvalidField;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "History")
class HistoryController {

    private static final String HISTORY = "Everything that happened to a SKU, newest first, a page at a time; of one "
            + "order, batch or type, or of a time, where that is asked for. As text/csv all of it, unless a limit is given";

    private static final Cursors<Long> CURSORS = Cursors.byNumber("history");

    private final QueryGateway queries;

    HistoryController(QueryGateway queries) {
        this.queries = queries;
    }

    @Operation(summary = HISTORY)
    @GetMapping(path = "/products/{sku}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<HistoryEntryView> history(@PathVariable @Identifier String sku,
            @RequestParam(required = false) @Identifier @Nullable String orderid,
            @RequestParam(required = false) @Identifier @Nullable String ref,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @DateTimeFormat(
                    iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant from,
            @RequestParam(required = false) @DateTimeFormat(
                    iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant until,
            @RequestParam(defaultValue = Limit.DEFAULT) @Limit int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(HistoryEntryView.class, Function.identity(), new Filter(sku, orderid, ref, type, from, until))
                .page(cursor, limit);
    }

    @Operation(summary = HISTORY)
    @ApiResponse(responseCode = "200",
            content = @Content(mediaType = CsvDownload.MEDIA_TYPE, schema = @Schema(type = "string")))
    @GetMapping(path = "/products/{sku}/history", produces = CsvDownload.MEDIA_TYPE)
    void download(@PathVariable @Identifier String sku,
            @RequestParam(required = false) @Identifier @Nullable String orderid,
            @RequestParam(required = false) @Identifier @Nullable String ref,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @DateTimeFormat(
                    iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant from,
            @RequestParam(required = false) @DateTimeFormat(
                    iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant until,
            @RequestParam(required = false) @Limit @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, HttpServletResponse response) {
        CsvDownload.send(response, "history",
                list(HistoryLine.class, HistoryLine::of, new Filter(sku, orderid, ref, type, from, until)), cursor,
                limit);
    }

    /** What is asked for, but for the page. */
    private record Filter(String sku, @Nullable String orderId, @Nullable String reference, @Nullable String type,
            @Nullable Instant from, @Nullable Instant until) {

        FindHistoryQuery page(@Nullable Long before, int limit) {
            return new FindHistoryQuery(sku, orderId, reference, type, from, until,
                    Objects.requireNonNullElse(before, FindHistoryQuery.END), limit);
        }
    }

    private <T extends Record> Listing<T, Long> list(Class<T> form, Function<HistoryEntryView, T> toForm,
            Filter filter) {
        if (filter.type() != null && !EntryTypes.ALL.contains(filter.type())) {
            throw new ProblemException(Problem.invalid(
                    List.of(new InvalidField("type", "must be one of " + String.join(", ", EntryTypes.ALL)))));
        }
        return new Listing<>(form, CURSORS, (before, limit) -> {
            var found = queries.query(filter.page(before, limit), ResponseTypes.optionalInstanceOf(HistoryView.class))
                    .join().orElseThrow(() -> new ProblemException(
                            Problem.of(ProblemType.NOT_FOUND, "There is no product " + filter.sku())));
            return new Slice<>(found.items().stream().map(toForm).toList(), found.next());
        });
    }

    @Operation(summary = "One order line and all that became of it; 404 when there never was such a line")
    @GetMapping("/orders/{orderid}/lines/{sku}")
    LineStoryView line(@PathVariable @Identifier String orderid, @PathVariable @Identifier String sku,
            @RequestParam(defaultValue = "1") @Identifier String lineid) {
        return queries.query(new FindLineStoryQuery(orderid, sku, lineid),
                ResponseTypes.optionalInstanceOf(LineStoryView.class)).join()
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemType.NOT_FOUND,
                        "There is no line " + lineid + " of order " + orderid + " for sku " + sku)));
    }
}
