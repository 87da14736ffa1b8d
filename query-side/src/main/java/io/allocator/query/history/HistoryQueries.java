package io.allocator.query.history;

import io.allocator.api.query.ActivityView;
import io.allocator.api.query.FindHistoryQuery;
import io.allocator.api.query.GetActivityQuery;
import io.allocator.api.query.HistoryView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class HistoryQueries {

    private static final String MINUTES = """
            SELECT minute, allocated, backordered, moved, released, shipped FROM read_model.activity
            WHERE minute >= ? ORDER BY minute""";

    private final HistoryRows rows;
    private final JdbcClient database;

    HistoryQueries(HistoryRows rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    @QueryHandler
    @Transactional(readOnly = true)
    Optional<HistoryView> find(FindHistoryQuery query) {
        var found = rows.find(query);
        if (found.isEmpty() && !rows.isKnown(query.sku())) {
            return Optional.empty();
        }
        var page = found.subList(0, Math.min(found.size(), query.limit()));
        return Optional.of(new HistoryView(page.stream().map(HistoryEntries::of).toList(),
                found.size() > page.size() ? page.getLast().n() : null));
    }

    @QueryHandler
    @Transactional(readOnly = true)
    ActivityView get(GetActivityQuery query) {
        var minutes = database.sql(MINUTES).param(query.from().atOffset(ZoneOffset.UTC))
                .query(HistoryQueries::minute).list();
        return new ActivityView(minutes, rows.latest(query.latest()).stream().map(HistoryEntries::of).toList());
    }

    private static ActivityView.Minute minute(ResultSet row, int number) throws SQLException {
        return new ActivityView.Minute(row.getObject("minute", OffsetDateTime.class).toInstant(),
                row.getLong("allocated"), row.getLong("backordered"), row.getLong("moved"), row.getLong("released"),
                row.getLong("shipped"));
    }
}
