package io.allocator.query.operations;

import io.allocator.api.query.GetLagQuery;
import io.allocator.api.query.GetOperationsQuery;
import io.allocator.api.query.LagView;
import io.allocator.api.query.OperationsView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * How the views are, as a detail of the health. Never a reason to restart the program or to send it no requests: neither
 * would bring a view on.
 */
@Component("views")
class ViewsHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(ViewsHealth.class);

    private final QueryGateway queries;

    ViewsHealth(QueryGateway queries) {
        this.queries = queries;
    }

    @Override
    public Health health() {
        try {
            var lag = lag();
            var health = Health.up();
            for (var view : queries.query(new GetOperationsQuery(), ResponseTypes.instanceOf(OperationsView.class))
                    .join().views()) {
                var details = new LinkedHashMap<String, Object>();
                details.put("running", view.running());
                details.put("deadLetters", view.deadLetters());
                var behind = lag.get(view.view());
                if (behind != null) {
                    details.put("lag", behind);
                }
                health.withDetail(view.view(), details);
            }
            return health.build();
        } catch (RuntimeException e) {
            log.debug("How the views are cannot be told just now", e);
            return Health.unknown().build();
        }
    }

    /** In events; without those that cannot be told, since the log is away. */
    private Map<String, Long> lag() {
        var lag = new LinkedHashMap<String, Long>();
        try {
            queries.query(new GetLagQuery(), ResponseTypes.instanceOf(LagView.class)).join().views()
                    .forEach(view -> lag.put(view.view(), view.events()));
        } catch (RuntimeException e) {
            log.debug("How far the views are behind cannot be told just now", e);
        }
        return lag;
    }
}
