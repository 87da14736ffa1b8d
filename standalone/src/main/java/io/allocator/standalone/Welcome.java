package io.allocator.standalone;

import java.io.PrintStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Tells whoever has just started the program where to look and what to try. */
class Welcome implements ApplicationListener<ApplicationReadyEvent> {

    private final Environment environment;
    private final PrintStream out;

    Welcome(Environment environment) {
        this.environment = environment;
        // Not the log: it is meant to be read and copied by a person.
        this.out = System.out;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        out.print(text(environment.getRequiredProperty("local.server.port")));
        out.flush();
    }

    /** The lines to copy work as they stand, in this order. */
    static String text(String port) {
        return """

                Allocator is ready: look at http://localhost:%1$s/ to see what it knows;
                http://localhost:%1$s/api describes what it can be asked. To try it:

                  curl -i -H 'Content-Type: application/json' -d '{"ref":"batch-1","sku":"RED-LAMP","qty":100}' http://localhost:%1$s/batches
                  curl -i -H 'Content-Type: application/json' -d '{"orderid":"order-1","sku":"RED-LAMP","qty":10}' http://localhost:%1$s/allocations
                  curl -i http://localhost:%1$s/allocations/order-1

                Ctrl-C ends it; what it was told is kept.

                """
                .formatted(port);
    }
}
