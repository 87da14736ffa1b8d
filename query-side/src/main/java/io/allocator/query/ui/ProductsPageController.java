package io.allocator.query.ui;

import io.allocator.api.query.FindProductsQuery;
import io.allocator.api.query.ProductPosition;
import io.allocator.api.query.ProductsView;
import io.swagger.v3.oas.annotations.Hidden;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Hidden
class ProductsPageController {

    private static final int USUALLY = 50;
    private static final int AT_MOST = 200;

    private final QueryGateway queries;

    ProductsPageController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping(Links.PRODUCTS)
    ModelAndView products(@RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String value,
            @RequestParam(required = false) @Nullable String after) {
        var search = Parameters.search(q);
        var sorting = Sorting.of(sort);
        var rows = Parameters.rows(limit, USUALLY, AT_MOST);
        var last = Parameters.name(after);
        var position = last == null ? null : new ProductPosition(Parameters.number(value, 0), last);
        var found = queries.query(new FindProductsQuery(search.isEmpty() ? null : search, sorting.by(),
                sorting.descending(), position, rows), ResponseTypes.instanceOf(ProductsView.class)).join();
        return new ModelAndView("ui/products", "page", ProductsPage.of(search, sorting,
                rows == USUALLY ? null : String.valueOf(rows), position == null, found));
    }
}
