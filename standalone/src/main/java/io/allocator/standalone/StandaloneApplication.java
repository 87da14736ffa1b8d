package io.allocator.standalone;

import io.allocator.command.CommandSide;
import io.allocator.query.QuerySide;
import io.allocator.standalone.database.EmbeddedDatabaseInitializer;
import io.allocator.standalone.demo.Demo;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Both sides and an embedded PostgreSQL in one process: the quick start. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CommandSide.class, QuerySide.class, Welcome.class, Demo.class})
public class StandaloneApplication {

    /** Understands {@code --server.port}, {@code --allocator.data-dir} and {@code --spring.profiles.active=demo}. */
    public static void main(String[] arguments) {
        var application = new SpringApplication(StandaloneApplication.class);
        application.addInitializers(new EmbeddedDatabaseInitializer());
        application.run(arguments);
    }
}
