package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.query.testing.Database;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReadModelSchemaIT {

    @Test
    void nodesThatStartAtOnceDoNotDisturbEachOther() throws Exception {
        var database = new Database();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < 8; i++) {
                starts.add(() -> {
                    new ReadModelSchema(database.dataSource()).migrate();
                    return true;
                });
            }
            for (var start : nodes.invokeAll(starts)) {
                assertThat(start.get()).isTrue();
            }
        }
        assertThat(database.sql().sql("SELECT count(*) FROM read_model.flyway_schema_history WHERE version = '1'")
                .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void everyColumnIsCommented() throws Exception {
        var database = new Database();
        new ReadModelSchema(database.dataSource()).migrate();

        assertThat(database.sql().sql("""
                SELECT relname || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                WHERE relnamespace = 'read_model'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
                AND relname <> 'flyway_schema_history' AND col_description(attrelid, attnum) IS NULL""")
                .query(String.class).list()).isEmpty();
    }
}
