package io.allocator.query.availability;

import io.allocator.api.query.AvailabilityView;
import io.allocator.api.query.FindAvailabilityQuery;
import io.allocator.query.batches.Batches;
import io.allocator.query.products.Products;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class AvailabilityQueries {

    private final Products products;
    private final Batches batches;

    AvailabilityQueries(Products products, Batches batches) {
        this.products = products;
        this.batches = batches;
    }

    /** The last day of interest cuts what is shown, not what is reckoned: later promises hold back earlier stock. */
    @QueryHandler
    @Transactional(readOnly = true)
    Optional<AvailabilityView> find(FindAvailabilityQuery query) {
        return products.find(query.sku()).map(product -> {
            var promisable = AvailableToPromise.of(batches.inPreferenceOrder(query.sku()), query.today());
            var days = promisable.days().stream()
                    .filter(day -> query.until() == null || !day.date().isAfter(query.until())).toList();
            return new AvailabilityView(query.sku(), promisable.now(), days, promisable.late(),
                    product.backordered());
        });
    }
}
