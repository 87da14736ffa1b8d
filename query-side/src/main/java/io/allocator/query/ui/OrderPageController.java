package io.allocator.query.ui;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.FindAllocationsQuery;
import io.allocator.api.query.FindLineStoryQuery;
import io.allocator.api.query.LineStoryView;
import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
class OrderPageController {

    private final QueryGateway queries;

    OrderPageController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/ui/orders/{orderid}")
    ModelAndView order(@PathVariable @Identifier String orderid,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String lineid) {
        return page(orderid, sku, lineid);
    }

    /** For the names that no browser leaves in a path. */
    @GetMapping(path = "/ui/orders/", params = "name")
    ModelAndView orderNamed(@RequestParam @Identifier String name,
            @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String lineid) {
        return page(name, sku, lineid);
    }

    /** Without a line that is asked for, or with one that there is not, the first has its story told. */
    private ModelAndView page(String orderid, @Nullable String sku, @Nullable String lineid) {
        var lines = queries.query(new FindAllocationsQuery(orderid),
                ResponseTypes.multipleInstancesOf(AllocationView.class)).join();
        var story = sku == null ? null : story(orderid, Parameters.name(sku), Parameters.name(lineid));
        if (story == null && !lines.isEmpty()) {
            story = story(orderid, lines.getFirst().sku(), lines.getFirst().lineid());
        }
        if (story == null && lines.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "Order " + orderid + " has no lines"));
        }
        return new ModelAndView("ui/order", "page",
                OrderPage.of(orderid, lines, story, LocalDate.now(ZoneOffset.UTC)));
    }

    private @Nullable LineStoryView story(String orderid, @Nullable String sku, @Nullable String lineid) {
        if (sku == null || lineid == null) {
            return null;
        }
        return queries.query(new FindLineStoryQuery(orderid, sku, lineid),
                ResponseTypes.optionalInstanceOf(LineStoryView.class)).join().orElse(null);
    }
}
