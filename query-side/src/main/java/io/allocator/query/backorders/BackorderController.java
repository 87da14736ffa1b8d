package io.allocator.query.backorders;

import io.allocator.api.query.BackorderView;
import io.allocator.api.query.BackordersView;
import io.allocator.api.query.FindBackordersQuery;
import io.allocator.http.Identifier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Backorders")
class BackorderController {

    private static final int MOST_AT_ONCE = 1_000;

    private final QueryGateway queries;

    BackorderController(QueryGateway queries) {
        this.queries = queries;
    }

    /**
     * A page of the lines that wait.
     *
     * @param items in accepted order
     * @param next the cursor of the page after this one; {@code null} when there is none
     */
    record Page(List<BackorderView> items, @Nullable String next) {}

    @Operation(summary = "The lines that wait for stock, in accepted order, of all SKUs or of one; a page at a time, "
            + "from the cursor that the page before gave as next")
    @GetMapping("/backorders")
    Page backorders(@RequestParam(required = false) @Identifier @Nullable String sku,
            @RequestParam(defaultValue = "100") @Range(min = 1, max = MOST_AT_ONCE,
                    message = "must be a whole number from 1 to 1000") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = cursor == null ? FindBackordersQuery.BEGINNING : Cursor.place(cursor);
        var found = queries.query(new FindBackordersQuery(sku, after, limit),
                ResponseTypes.instanceOf(BackordersView.class)).join();
        return new Page(found.items(), found.next() == null ? null : Cursor.of(found.next()));
    }
}
