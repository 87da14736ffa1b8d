package io.allocator.command.product;

import static io.allocator.api.command.OnShortage.REJECT;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.drains.DueDrains;
import io.allocator.command.references.BatchReferences;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A product before each test, without a database, and short names for what happened to it. */
abstract class ProductFixture {

    static final String CHAIR = "RED-CHAIR";
    static final LocalDate TOMORROW = LocalDate.of(2011, 1, 2);
    static final LocalDate LATER = LocalDate.of(2011, 2, 1);

    final PastStockInMemory past = new PastStockInMemory();
    final DrainsInMemory drains = new DrainsInMemory();
    FixtureConfiguration<Product> fixture = new AggregateTestFixture<>(Product.class);

    @BeforeEach
    void aProduct() {
        fixture.registerInjectableResource(new OneTakenReference());
        fixture.registerInjectableResource(past);
        fixture.registerInjectableResource(drains);
    }

    TestExecutor<Product> given(ProductEvent... events) {
        for (var event : events) {
            if (event instanceof LineShippedEvent shipped) {
                past.keep(shipped);
            }
        }
        return fixture.given((Object[]) events);
    }

    static AllocateCommand allocate(String orderId, int quantity) {
        return new AllocateCommand(CHAIR, orderId, "1", quantity, REJECT);
    }

    static BatchAddedEvent batch(String reference, int quantity, @Nullable LocalDate eta) {
        return new BatchAddedEvent(CHAIR, reference, quantity, eta);
    }

    static LineAllocatedEvent line(String orderId, int quantity, String batch, @Nullable LocalDate eta) {
        return new LineAllocatedEvent(CHAIR, orderId, "1", quantity, batch, eta);
    }

    static LineBackorderedEvent waiting(String orderId, int quantity) {
        return new LineBackorderedEvent(CHAIR, orderId, "1", quantity);
    }

    static LineShippedEvent shipped(String orderId, int quantity, String batch) {
        return new LineShippedEvent(CHAIR, orderId, "1", quantity, batch);
    }

    static LineMovedEvent gotStock(String orderId, int quantity, String to, @Nullable LocalDate eta) {
        return new LineMovedEvent(CHAIR, orderId, "1", quantity, null, to, eta, MoveReason.STOCK_BECAME_AVAILABLE);
    }

    static LineMovedEvent bumped(String orderId, int quantity, String from, @Nullable String to,
            @Nullable LocalDate eta) {
        return new LineMovedEvent(CHAIR, orderId, "1", quantity, from, to, eta, MoveReason.BATCH_QUANTITY_REDUCED);
    }

    /** All references are free but that of a table's batch. */
    private static final class OneTakenReference implements BatchReferences {

        @Override
        public boolean claim(String reference, String sku) {
            return !reference.equals("of-a-table");
        }

        @Override
        public Optional<String> skuOf(String reference) {
            return Optional.empty();
        }
    }

    /** Which drains are due, in a list. */
    static final class DrainsInMemory implements DueDrains {

        final List<String> due = new ArrayList<>();

        @Override
        public void due(String sku) {
            due.add(sku);
        }

        @Override
        public void done(String sku) {
            due.remove(sku);
        }
    }
}
