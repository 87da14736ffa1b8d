package io.allocator.standalone.demo;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.OnShortage;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.command.dispatch.ProductGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;

/**
 * Fills an empty store with sample stock and orders, by the same commands that requests become: lines that found stock,
 * or none, that wait, that are on a shipment which is late, and that have left. A store in which
 * anything has happened is left as it is, so that a restart changes nothing and nobody's own stock is mixed with it.
 */
@Profile("demo")
public class Demo implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Demo.class);

    private static final String ACTOR = "demo";
    private static final String ONLY_LINE = "1";

    private final EventStore events;
    private final ProductGateway products;

    Demo(EventStore events, ProductGateway products) {
        this.events = events;
        this.products = products;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (events.createHeadToken() != null) {
            log.info("The store is not empty: no samples are added");
            return;
        }
        var today = LocalDate.now(ZoneId.systemDefault());
        var batches = rows("demo/batches.csv");
        for (var row : batches) {
            products.send(new AddBatchCommand(row[1], row[0], Integer.parseInt(row[2]), eta(row[3], today)), ACTOR);
        }
        var lines = rows("demo/order-lines.csv");
        var refused = 0;
        for (var row : lines) {
            var onShortage = row[3].equals("waits") ? OnShortage.BACKORDER : OnShortage.REJECT;
            var outcome = products.send(
                    new AllocateCommand(row[1], row[0], ONLY_LINE, Integer.parseInt(row[2]), onShortage), ACTOR);
            if (outcome.outcome() instanceof AllocateOutcome.OutOfStock) {
                refused++;
            }
            if (row[3].equals("ships")) {
                products.send(new ShipLineCommand(row[1], row[0], ONLY_LINE), ACTOR);
            }
        }
        log.info("Added sample stock and orders: {} batches, {} order lines, of which {} found no stock",
                batches.size(), lines.size(), refused);
    }

    private static @Nullable LocalDate eta(String days, LocalDate today) {
        return days.isEmpty() ? null : today.plusDays(Long.parseLong(days));
    }

    /** The rows after the header. No value in these files holds a comma, so they need no more than this. */
    private static List<String[]> rows(String resource) throws IOException {
        return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8).lines().skip(1)
                .map(row -> row.split(",", -1)).toList();
    }
}
