package io.allocator.query.products;

import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.FindProductsQuery;
import io.allocator.api.query.ProductPosition;
import io.allocator.api.query.ProductSummaryView;
import io.allocator.api.query.ProductView;
import io.allocator.api.query.ProductsView;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.allocator.query.csv.CsvDownload;
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
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Products")
class ProductController {

    private static final String LIST = "All products and their figures, in units, by any of them or by SKU; a page at a "
            + "time, from the cursor that the page before gave as next. As text/csv all of them, unless a limit is given";

    private final QueryGateway queries;

    ProductController(QueryGateway queries) {
        this.queries = queries;
    }

    @Operation(summary = "A product, its figures in units, and its batches in the order in which lines are put on "
            + "them; 404 when the SKU is unknown")
    @GetMapping("/products/{sku}")
    ProductView product(@PathVariable @Identifier String sku) {
        return queries.query(new FindProductQuery(sku), ResponseTypes.optionalInstanceOf(ProductView.class)).join()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "There is no product " + sku)));
    }

    @Operation(summary = LIST)
    @GetMapping(path = "/products", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ProductSummaryView> products(@RequestParam(required = false) @SkuPart @Nullable String q,
            @RequestParam(defaultValue = ProductOrder.DEFAULT) String sort,
            @RequestParam(defaultValue = Limit.DEFAULT) @Limit int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list(q, sort).page(cursor, limit);
    }

    @Operation(summary = LIST)
    @ApiResponse(responseCode = "200",
            content = @Content(mediaType = CsvDownload.MEDIA_TYPE, schema = @Schema(type = "string")))
    @GetMapping(path = "/products", produces = CsvDownload.MEDIA_TYPE)
    void download(@RequestParam(required = false) @SkuPart @Nullable String q,
            @RequestParam(defaultValue = ProductOrder.DEFAULT) String sort,
            @RequestParam(required = false) @Limit @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, HttpServletResponse response) {
        CsvDownload.send(response, "products", list(q, sort), cursor, limit);
    }

    private Listing<ProductSummaryView, ProductPosition> list(@Nullable String part, String sort) {
        var order = ProductOrder.parse(sort);
        return new Listing<>(ProductSummaryView.class, order.cursors(), (after, limit) -> {
            var found = queries.query(
                    new FindProductsQuery(part, order.sort(), order.descending(), after, limit),
                    ResponseTypes.instanceOf(ProductsView.class)).join();
            return new Slice<>(found.items(), found.next());
        });
    }
}
