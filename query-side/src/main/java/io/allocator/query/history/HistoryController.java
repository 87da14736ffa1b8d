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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "History")
class HistoryController {

    private static final int MOST_AT_ONCE = 1_000;

    private final QueryGateway queries;

    HistoryController(QueryGateway queries) {
        this.queries = queries;
    }

    /**
     * A page of what happened.
     *
     * @param items newest first
     * @param next the cursor of the page after this one; {@code null} when there is none
     */
    record Page(List<HistoryEntryView> items, @Nullable String next) {}

    @Operation(summary = "Everything that happened to a SKU, newest first, a page at a time; of one order, batch or "
            + "type, or of a time, where that is asked for")
    @GetMapping("/products/{sku}/history")
    Page history(@PathVariable @Identifier String sku,
            @RequestParam(required = false) @Identifier @Nullable String orderid,
            @RequestParam(required = false) @Identifier @Nullable String ref,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @DateTimeFormat(
                    iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant from,
            @RequestParam(required = false) @DateTimeFormat(
                    iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant until,
            @RequestParam(defaultValue = "100") @Range(min = 1, max = MOST_AT_ONCE,
                    message = "must be a whole number from 1 to 1000") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (type != null && !EntryTypes.ALL.contains(type)) {
            throw new ProblemException(Problem.invalid(
                    List.of(new InvalidField("type", "must be one of " + String.join(", ", EntryTypes.ALL)))));
        }
        var before = cursor == null ? FindHistoryQuery.END : Cursor.place(cursor);
        var found = queries.query(new FindHistoryQuery(sku, orderid, ref, type, from, until, before, limit),
                ResponseTypes.optionalInstanceOf(HistoryView.class)).join()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "There is no product " + sku)));
        return new Page(found.items(), found.next() == null ? null : Cursor.of(found.next()));
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
