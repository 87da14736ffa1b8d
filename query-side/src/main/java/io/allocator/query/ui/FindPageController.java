package io.allocator.query.ui;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindAllocationsQuery;
import io.allocator.api.query.FindBatchQuery;
import io.allocator.api.query.FindProductQuery;
import io.allocator.api.query.ProductView;
import io.swagger.v3.oas.annotations.Hidden;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** The search box that is on every page: leads to what is so named, else to the products that have it in their name. */
@Controller
@Hidden
class FindPageController {

    private final QueryGateway queries;

    FindPageController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/ui/find")
    RedirectView find(@RequestParam(required = false) @Nullable String q) {
        var name = Parameters.name(q);
        var found = name == null ? null : pageOf(name);
        var redirect = new RedirectView(
                found != null ? found : Links.PRODUCTS + Links.query("q", Parameters.search(q)), true);
        // the address is complete: braces in a name are no template
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }

    private @Nullable String pageOf(String name) {
        if (queries.query(new FindProductQuery(name), ResponseTypes.optionalInstanceOf(ProductView.class)).join()
                .isPresent()) {
            return Links.product(name);
        }
        if (!queries.query(new FindAllocationsQuery(name), ResponseTypes.multipleInstancesOf(AllocationView.class))
                .join().isEmpty()) {
            return Links.order(name);
        }
        return queries.query(new FindBatchQuery(name), ResponseTypes.optionalInstanceOf(BatchView.class)).join()
                .map(batch -> Links.product(batch.sku())).orElse(null);
    }
}
