package io.allocator.query.products;

import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.ProductView;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Products")
class ProductController {

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
}
