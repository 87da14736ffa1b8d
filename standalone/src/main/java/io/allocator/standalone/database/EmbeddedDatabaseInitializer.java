package io.allocator.standalone.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the embedded PostgreSQL before any bean is made, and tells both sides of it by the very properties that name
 * a PostgreSQL to them in programs of their own. It is stopped after every bean is gone: the web server, the event
 * processors and the connection pools.
 *
 * <p>Reads {@code allocator.data-dir}, where it is kept, and {@code allocator.database.port}, 0 for any free one.
 */
public final class EmbeddedDatabaseInitializer
        implements
            ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String NAME = "embeddedDatabase";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var database = EmbeddedDatabase.start(
                Path.of(environment.getRequiredProperty("allocator.data-dir")),
                environment.getProperty("allocator.database.port", Integer.class, 0));
        // Beans are destroyed in the reverse order of their registration: this one is the first and the last.
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean(NAME, database::close);
        // First, so that a SPRING_DATASOURCE_URL meant for another program cannot lead elsewhere.
        environment.getPropertySources().addFirst(new MapPropertySource(NAME, Map.of(
                "spring.datasource.url", database.url(),
                "spring.datasource.username", database.username(),
                "spring.datasource.password", database.password(),
                "allocator.event-store.url", database.url(),
                "allocator.event-store.username", database.readerUsername(),
                "allocator.event-store.password", database.password())));
    }
}
