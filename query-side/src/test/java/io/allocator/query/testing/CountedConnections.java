package io.allocator.query.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** How often a program takes a connection: for each transaction, and for each read outside of one. */
public final class CountedConnections {

    private final AtomicLong taken = new AtomicLong();

    /** Hands out connections, and counts them. */
    public DataSource of(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                taken.incrementAndGet();
                return super.getConnection();
            }
        };
    }

    /** How many were taken so far. */
    public long taken() {
        return taken.get();
    }
}
