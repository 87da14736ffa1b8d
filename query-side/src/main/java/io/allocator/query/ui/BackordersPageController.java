package io.allocator.query.ui;

import io.allocator.api.query.BackordersView;
import io.allocator.api.query.FindBackordersQuery;
import io.allocator.api.query.GetOverviewQuery;
import io.allocator.api.query.OverviewView;
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
class BackordersPageController {

    private static final int ROWS = 50;

    private final QueryGateway queries;

    BackordersPageController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping(Links.BACKORDERS)
    ModelAndView backorders(@RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String after) {
        var of = Parameters.name(sku);
        var begin = Parameters.number(after, FindBackordersQuery.BEGINNING);
        var found = queries.query(new FindBackordersQuery(of, begin, ROWS),
                ResponseTypes.instanceOf(BackordersView.class)).join();
        var totals = queries.query(new GetOverviewQuery(), ResponseTypes.instanceOf(OverviewView.class)).join();
        return new ModelAndView("ui/backorders", "page",
                BackordersPage.of(of, begin == FindBackordersQuery.BEGINNING, found, totals));
    }
}
