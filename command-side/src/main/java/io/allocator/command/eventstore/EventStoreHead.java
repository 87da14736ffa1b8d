package io.allocator.command.eventstore;

import io.allocator.http.ConsistencyToken;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.stereotype.Component;

/** Where the log ends. */
@Component
public class EventStoreHead {

    private static final String LAST_INDEX = "SELECT coalesce(max(global_index), 0) FROM event_store.domain_event";

    private final JdbcClient database;

    EventStoreHead(@Qualifier("eventStore") LazyConnectionDataSourceProxy dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /** For a read that shall see all that is committed now. */
    public ConsistencyToken token() {
        return new ConsistencyToken.OfLog(database.sql(LAST_INDEX).query(Long.class).single());
    }
}
