package io.allocator.query.products;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.ProductView;
import io.allocator.query.batches.Batches;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class ProductQueries {

    private final ProductRepository products;
    private final Batches batches;

    ProductQueries(ProductRepository products, Batches batches) {
        this.products = products;
        this.batches = batches;
    }

    /** The figures are those of the batches shown with them: the two views may be an event apart. */
    @QueryHandler
    @Transactional(readOnly = true)
    Optional<ProductView> find(FindProductQuery query) {
        return products.findById(query.sku()).map(product -> {
            var shown = batches.inPreferenceOrder(query.sku());
            ToLongFunction<ToLongFunction<BatchView>> sum = figure -> shown.stream().mapToLong(figure).sum();
            return new ProductView(query.sku(), sum.applyAsLong(BatchView::qty), sum.applyAsLong(BatchView::allocated),
                    product.backordered(), sum.applyAsLong(BatchView::shipped), sum.applyAsLong(BatchView::available),
                    shown);
        });
    }
}
