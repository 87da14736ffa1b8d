package io.allocator.query.overview;

import io.allocator.api.query.GetOverviewQuery;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.OverviewView;
import io.allocator.query.products.Products;
import io.allocator.query.products.Totals;
import java.util.EnumMap;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class OverviewQueries {

    private final Products products;

    OverviewQueries(Products products) {
        this.products = products;
    }

    @QueryHandler
    @Transactional(readOnly = true)
    OverviewView get(GetOverviewQuery query) {
        var totals = products.totals();
        return new OverviewView(totals.products(), totals.batches(),
                totals.purchased() - totals.allocated() - totals.shipped(), totals.allocated(), totals.backordered(),
                totals.shipped(), lines(totals));
    }

    private static Map<LineStatus, Long> lines(Totals totals) {
        var lines = new EnumMap<LineStatus, Long>(LineStatus.class);
        for (var status : LineStatus.values()) {
            lines.put(status, switch (status) {
                case ALLOCATED -> totals.linesAllocated();
                case BACKORDERED -> totals.linesBackordered();
                case SHIPPED -> totals.linesShipped();
            });
        }
        return lines;
    }
}
