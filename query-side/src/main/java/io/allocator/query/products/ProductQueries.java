package io.allocator.query.products;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.FindProductsQuery;
import io.allocator.api.query.ProductPosition;
import io.allocator.api.query.ProductSort;
import io.allocator.api.query.ProductSummaryView;
import io.allocator.api.query.ProductView;
import io.allocator.api.query.ProductsView;
import io.allocator.query.batches.Batches;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class ProductQueries {

    private final ProductRepository products;
    private final ProductFigures figures;
    private final Batches batches;

    ProductQueries(ProductRepository products, ProductFigures figures, Batches batches) {
        this.products = products;
        this.figures = figures;
        this.batches = batches;
    }

    /** Asks for one more than the page holds: whether there is another page. A single statement needs no transaction. */
    @QueryHandler
    ProductsView find(FindProductsQuery query) {
        var found = figures.list(query, query.limit() + 1);
        var page = found.subList(0, Math.min(found.size(), query.limit()));
        return new ProductsView(page, found.size() > page.size() ? place(query.sort(), page.getLast()) : null);
    }

    private static ProductPosition place(ProductSort sort, ProductSummaryView last) {
        return new ProductPosition(ProductFigures.value(sort, last), last.sku());
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
