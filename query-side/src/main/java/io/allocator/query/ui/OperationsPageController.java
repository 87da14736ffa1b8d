package io.allocator.query.ui;

import io.allocator.api.query.DeadLettersView;
import io.allocator.api.query.FindDeadLettersQuery;
import io.allocator.api.query.GetOperationsQuery;
import io.allocator.api.query.OperationsView;
import io.swagger.v3.oas.annotations.Hidden;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Hidden
class OperationsPageController {

    private static final int LETTERS = 50;

    private final QueryGateway queries;

    OperationsPageController(QueryGateway queries) {
        this.queries = queries;
    }

    /** Whoever types the address of the API into a browser wants to look. */
    @GetMapping(path = "/operations", produces = MediaType.TEXT_HTML_VALUE)
    String operations() {
        return "redirect:" + Links.OPERATIONS;
    }

    @GetMapping(Links.OPERATIONS)
    ModelAndView page() {
        var lag = LagInTime.ask(queries);
        var views = queries.query(new GetOperationsQuery(), ResponseTypes.instanceOf(OperationsView.class)).join();
        var letters = queries.query(new FindDeadLettersQuery("", "", LETTERS),
                ResponseTypes.instanceOf(DeadLettersView.class)).join();
        return new ModelAndView("ui/operations", "page", OperationsPage.of(views, lag.join(), letters));
    }
}
