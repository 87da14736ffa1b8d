package io.allocator.query.overview;

import io.allocator.api.query.AttentionView;
import io.allocator.api.query.GetAttentionQuery;
import io.allocator.query.allocations.WaitingLines;
import io.allocator.query.batches.Batches;
import io.allocator.query.products.Products;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class AttentionQueries {

    private final Products products;
    private final Batches batches;
    private final WaitingLines lines;

    AttentionQueries(Products products, Batches batches, WaitingLines lines) {
        this.products = products;
        this.batches = batches;
        this.lines = lines;
    }

    @QueryHandler
    @Transactional(readOnly = true)
    AttentionView get(GetAttentionQuery query) {
        return new AttentionView(products.outOfStock(query.limit()), batches.late(query.today(), query.limit()),
                lines.longest(query.limit()));
    }
}
