package io.allocator.query.ui;

import io.allocator.api.query.ActivityView;
import io.allocator.api.query.AttentionView;
import io.allocator.api.query.GetActivityQuery;
import io.allocator.api.query.GetAttentionQuery;
import io.allocator.api.query.GetOverviewQuery;
import io.allocator.api.query.OverviewView;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Hidden
class OverviewPageController {

    private static final int OF_EACH_KIND = 5;
    private static final int LATEST = 10;

    private final QueryGateway queries;

    OverviewPageController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/")
    String root() {
        return "redirect:/ui";
    }

    @GetMapping({"/ui", "/ui/"})
    ModelAndView overview() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var first = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(OverviewPage.MINUTES - 1L, ChronoUnit.MINUTES);
        var lag = LagInTime.ask(queries);
        var totals = queries.query(new GetOverviewQuery(), ResponseTypes.instanceOf(OverviewView.class)).join();
        var attention = queries.query(new GetAttentionQuery(today, OF_EACH_KIND),
                ResponseTypes.instanceOf(AttentionView.class)).join();
        var activity = queries.query(new GetActivityQuery(first, LATEST),
                ResponseTypes.instanceOf(ActivityView.class)).join();
        return new ModelAndView("ui/overview", "page",
                OverviewPage.of(Lag.of(lag.join()), totals, attention, activity, first, today));
    }
}
