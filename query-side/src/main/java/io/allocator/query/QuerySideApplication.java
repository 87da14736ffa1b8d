package io.allocator.query;

import io.allocator.query.audit.AuditCommand;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The read side as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(QuerySide.class)
@OpenAPIDefinition(info = @Info(title = "Allocator: read side", version = "1",
        description = "Order lines, batches, products and totals, a moment after the write side changed them."))
public class QuerySideApplication {

    /** Starts the read side, or with the argument {@code audit} checks one that runs elsewhere. */
    public static void main(String[] args) {
        if (AuditCommand.isMeant(args)) {
            System.exit(new AuditCommand(QuerySideApplication.class, System.out).run(args));
        }
        SpringApplication.run(QuerySideApplication.class, args);
    }
}
