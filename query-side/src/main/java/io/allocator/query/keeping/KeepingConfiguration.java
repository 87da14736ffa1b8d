package io.allocator.query.keeping;

import io.allocator.query.connections.DedicatedConnections;
import io.allocator.query.readmodel.Positions;
import java.time.Duration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeepingConfiguration {

    /** It is looked up in less than a millisecond, mostly. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    @Bean
    KeptAnswers keptAnswers(JdbcConnectionDetails readModel, KeepingProperties properties, Positions positions) {
        var connections = new DedicatedConnections(readModel.getJdbcUrl(), readModel.getUsername(),
                readModel.getPassword());
        var kept = new KeptAnswers(new Changes(() -> connections.open("allocator-kept-answers", SILENCE)),
                properties.memory().toBytes());
        positions.onMove(kept::moved);
        return kept;
    }
}
