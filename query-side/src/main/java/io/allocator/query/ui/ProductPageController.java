package io.allocator.query.ui;

import io.allocator.api.query.AvailabilityView;
import io.allocator.api.query.FindAvailabilityQuery;
import io.allocator.api.query.FindHistoryQuery;
import io.allocator.api.query.FindLinesQuery;
import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.HistoryView;
import io.allocator.api.query.LinesView;
import io.allocator.api.query.ProductView;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Hidden
class ProductPageController {

    private static final int LINES = 25;
    private static final int ENTRIES = 25;

    private final QueryGateway queries;

    ProductPageController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/ui/products/{sku}")
    ModelAndView product(@PathVariable @Identifier String sku,
            @RequestParam(required = false) @Nullable String lines,
            @RequestParam(required = false) @Nullable String before) {
        return page(sku, lines, before);
    }

    /** For the names that no browser leaves in a path. */
    @GetMapping(path = "/ui/products/", params = "name")
    ModelAndView productNamed(@RequestParam @Identifier String name,
            @RequestParam(required = false) @Nullable String lines,
            @RequestParam(required = false) @Nullable String before) {
        return page(name, lines, before);
    }

    private ModelAndView page(String sku, @Nullable String lines, @Nullable String before) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var product = queries.query(new FindProductQuery(sku), ResponseTypes.optionalInstanceOf(ProductView.class))
                .join().orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "There is no product " + sku)));
        var availability = queries.query(new FindAvailabilityQuery(sku, today, null),
                ResponseTypes.optionalInstanceOf(AvailabilityView.class)).join().orElse(null);
        var linesAfter = Parameters.number(lines, FindLinesQuery.BEGINNING);
        var open = queries.query(new FindLinesQuery(sku, true, linesAfter, LINES),
                ResponseTypes.instanceOf(LinesView.class)).join();
        var historyBefore = Parameters.number(before, FindHistoryQuery.END);
        var history = queries.query(
                new FindHistoryQuery(sku, null, null, null, null, null, historyBefore, ENTRIES),
                ResponseTypes.optionalInstanceOf(HistoryView.class)).join()
                .orElseGet(() -> new HistoryView(List.of(), null));
        return new ModelAndView("ui/product", "page",
                ProductPage.of(product, availability, open,
                        linesAfter == FindLinesQuery.BEGINNING ? null : String.valueOf(linesAfter), history,
                        historyBefore == FindHistoryQuery.END ? null : String.valueOf(historyBefore), today));
    }
}
