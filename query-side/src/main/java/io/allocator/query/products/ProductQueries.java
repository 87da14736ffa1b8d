package io.allocator.query.products;

import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.FindProductsQuery;
import io.allocator.api.query.ProductPosition;
import io.allocator.api.query.ProductSort;
import io.allocator.api.query.ProductSummaryView;
import io.allocator.api.query.ProductView;
import io.allocator.api.query.ProductsView;
import io.allocator.query.keeping.AnswerKind;
import io.allocator.query.keeping.KeptAnswers;
import io.allocator.query.keeping.KeptReads;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class ProductQueries {

    private final KeptReads<ProductView> products;
    private final ProductFigures figures;

    ProductQueries(ProductsWithBatches products, ProductFigures figures, KeptAnswers kept) {
        this.products = kept.reads(AnswerKind.PRODUCT, products::find, ProductsWithBatches::bytes);
        this.figures = figures;
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

    @QueryHandler
    Optional<ProductView> find(FindProductQuery query) {
        return products.find(query.sku());
    }
}
