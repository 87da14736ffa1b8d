package io.allocator.command.drains;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Due drains in a table of the event store, on the connection of the current transaction. */
@Component
class JdbcDueDrains implements DueDrains {

    private final JdbcClient jdbc;
    private volatile Runnable onDue = () -> {};

    JdbcDueDrains(@Qualifier("eventStore") DataSource eventStore) {
        jdbc = JdbcClient.create(eventStore);
    }

    /** Has this run after each commit that leaves a drain due. */
    void onDue(Runnable action) {
        onDue = action;
    }

    @Override
    public void due(String sku) {
        jdbc.sql("INSERT INTO event_store.due_drain (sku) VALUES (?) ON CONFLICT DO NOTHING").param(sku).update();
        CurrentUnitOfWork.get().afterCommit(_ -> onDue.run());
    }

    @Override
    public void done(String sku) {
        jdbc.sql("DELETE FROM event_store.due_drain WHERE sku = ?").param(sku).update();
    }

    List<String> all() {
        return jdbc.sql("SELECT sku FROM event_store.due_drain ORDER BY sku")
                .query((row, _) -> row.getString("sku")).list();
    }
}
