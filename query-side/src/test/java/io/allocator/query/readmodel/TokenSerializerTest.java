package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenSerializerTest {

    static List<TrackingToken> tokens() {
        var position = GapAwareTrackingToken.newInstance(7, List.of(3L, 5L));
        return List.of(position, ReplayToken.createReplayToken(position),
                ReplayToken.createReplayToken(position, GapAwareTrackingToken.newInstance(4, List.of(3L))),
                new ConfigToken(java.util.Map.of("id", "x")));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void readsBackWhatItWrote(TrackingToken token) {
        var serializer = TokenSerializer.create();
        var written = serializer.serialize(token, String.class);

        assertThat(written.getData()).startsWith("{");
        assertThat(serializer.<String, TrackingToken>deserialize(written)).isEqualTo(token);
    }
}
