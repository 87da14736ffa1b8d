package io.allocator.query.lag;

import io.allocator.api.query.GetLagQuery;
import io.allocator.api.query.LagView;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class LagQueries {

    private final Lag lag;

    LagQueries(Lag lag) {
        this.lag = lag;
    }

    @QueryHandler
    LagView get(GetLagQuery query) {
        return new LagView(lag.views().stream().map(lag::of).toList());
    }
}
