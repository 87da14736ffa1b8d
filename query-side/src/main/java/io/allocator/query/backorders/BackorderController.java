package io.allocator.query.backorders;

import io.allocator.api.query.BackorderView;
import io.allocator.api.query.BackordersView;
import io.allocator.api.query.FindBackordersQuery;
import io.allocator.http.Identifier;
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
import java.util.Objects;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Backorders")
class BackorderController {

    private static final String SUMMARY = "The lines that wait for stock, in accepted order, of all SKUs or of one; a "
            + "page at a time, from the cursor that the page before gave as next. As text/csv all of them, unless a "
            + "limit is given";

    private static final Cursors<Long> CURSORS = Cursors.byNumber("backorders");

    private final QueryGateway queries;

    BackorderController(QueryGateway queries) {
        this.queries = queries;
    }

    @Operation(summary = SUMMARY)
    @GetMapping(path = "/backorders", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<BackorderView> backorders(@RequestParam(required = false) @Identifier @Nullable String sku,
            @RequestParam(defaultValue = Limit.DEFAULT) @Limit int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(sku).page(cursor, limit);
    }

    @Operation(summary = SUMMARY)
    @ApiResponse(responseCode = "200",
            content = @Content(mediaType = CsvDownload.MEDIA_TYPE, schema = @Schema(type = "string")))
    @GetMapping(path = "/backorders", produces = CsvDownload.MEDIA_TYPE)
    void download(@RequestParam(required = false) @Identifier @Nullable String sku,
            @RequestParam(required = false) @Limit @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, HttpServletResponse response) {
        CsvDownload.send(response, "backorders", list(sku), cursor, limit);
    }

    private Listing<BackorderView, Long> list(@Nullable String sku) {
        return new Listing<>(BackorderView.class, CURSORS, (after, limit) -> {
            var from = Objects.requireNonNullElse(after, FindBackordersQuery.BEGINNING);
            var found = queries.query(new FindBackordersQuery(sku, from, limit),
                    ResponseTypes.instanceOf(BackordersView.class)).join();
            return new Slice<>(found.items(), found.next());
        });
    }
}
