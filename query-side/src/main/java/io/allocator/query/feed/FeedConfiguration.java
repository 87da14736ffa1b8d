package io.allocator.query.feed;

import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the feed together. The log itself is no bean: Axon would take it for a store of this program's own. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    EventStoreConnections eventStoreConnections(EventStoreProperties properties, JdbcConnectionDetails readModel) {
        return new EventStoreConnections(properties, readModel);
    }

    @Bean(initMethod = "start")
    WakeUp eventFeedWakeUp(EventStoreConnections connections, EventStoreProperties properties) {
        return new WakeUp(connections::openDedicated, properties.fallbackInterval());
    }

    @Bean
    EventReader eventReader(@Qualifier("eventSerializer") Serializer serializer,
            ObjectProvider<EventUpcaster> upcasters) {
        return new EventReader((Jackson3Serializer) serializer,
                new EventUpcasterChain(upcasters.orderedStream().toList()));
    }

    @Bean
    EventFeed eventFeed(EventStoreConnections connections, EventReader reader, EventStoreProperties properties,
            WakeUp wakeUp) {
        return new EventFeed(new EventLog(connections, reader, properties.pageSize()), wakeUp);
    }

    @Bean
    PastEvents pastEvents(EventStoreConnections connections, EventReader reader) {
        return new PastEvents(connections, reader);
    }
}
