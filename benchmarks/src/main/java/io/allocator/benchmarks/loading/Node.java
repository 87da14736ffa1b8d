package io.allocator.benchmarks.loading;

import io.allocator.api.command.ProductCommand;
import io.allocator.command.CommandSideApplication;
import io.allocator.command.dispatch.ProductGateway;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A command side as it runs, in this JVM. A new one has no product in memory. */
public final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final ProductGateway products;

    /** Starts it on a database, whose tables it makes where they are missing. */
    public Node(String url, String... settings) {
        context = SpringApplication.run(CommandSideApplication.class, Stream.concat(Stream.of("--server.port=0",
                "--spring.main.banner-mode=off", "--spring.main.log-startup-info=false",
                "--logging.level.root=warn", "--logging.level.io.allocator=warn", "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres", "--spring.datasource.hikari.maximum-pool-size=8"),
                Stream.of(settings)).toArray(String[]::new));
        products = context.getBean(ProductGateway.class);
    }

    /** Has a command decided and committed. */
    public <O> O send(ProductCommand<O> command) {
        return products.send(command, "benchmark").outcome();
    }

    @Override
    public void close() {
        context.close();
    }
}
