package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allocator.query.testing.Database;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.Test;

/** Two processes and one position. */
class StrictTokenStoreIT {

    private final Database database = new Database();

    @Test
    void whoeverWasHeldUpUntilAnotherHasGoneOnCannotStore() throws Exception {
        new ReadModelSchema(database.dataSource()).migrate();
        var heldUp = store(Duration.ZERO);
        var other = store(Duration.ZERO);
        heldUp.initializeTokenSegments("view", 1, at(0));
        heldUp.fetchToken("view", 0);
        heldUp.storeToken(at(5), "view", 0);

        assertThat(other.fetchToken("view", 0)).isEqualTo(at(5));
        other.storeToken(at(9), "view", 0);
        other.releaseClaim("view", 0);

        assertThatThrownBy(() -> heldUp.storeToken(at(7), "view", 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(other.fetchToken("view", 0)).isEqualTo(at(9));
    }

    @Test
    void noPositionGoesBackAndGapsAreTakenTogether() throws Exception {
        new ReadModelSchema(database.dataSource()).migrate();
        var store = store(Duration.ofSeconds(5));
        store.initializeTokenSegments("view", 1, null);
        store.fetchToken("view", 0);
        store.storeToken(GapAwareTrackingToken.newInstance(9, List.of(3L, 7L)), "view", 0);

        // read on from behind 5, 3 has come; that 7 has is not known there
        store.storeToken(at(5), "view", 0);

        assertThat(store.fetchToken("view", 0)).isEqualTo(GapAwareTrackingToken.newInstance(9, List.of(7L)));
    }

    private TokenStore store(Duration claimTimeout) {
        var properties = new ReadModelProperties(1, 300, claimTimeout);
        return new ReadModelConfiguration().readModelTokens(database.dataSource(), properties,
                new QuerySides(database.dataSource(), properties));
    }

    private static TrackingToken at(long index) {
        return GapAwareTrackingToken.newInstance(index, List.of());
    }
}
