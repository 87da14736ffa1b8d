package io.allocator.query.ui;

import io.allocator.api.query.GetLagQuery;
import io.allocator.api.query.LagView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;

/** Asks for the lag. It needs the log, which may be away: no page is kept waiting for that, but drawn without. */
final class LagInTime {

    private static final long SECONDS = 1;

    private LagInTime() {}

    /** Empty when it cannot be told soon. */
    static CompletableFuture<Optional<LagView>> ask(QueryGateway queries) {
        return CompletableFuture
                .supplyAsync(() -> Optional.of(
                        queries.query(new GetLagQuery(), ResponseTypes.instanceOf(LagView.class)).join()),
                        Thread::startVirtualThread)
                .completeOnTimeout(Optional.empty(), SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> Optional.empty());
    }
}
