package io.allocator.benchmarks.untouched;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.AddBatch;
import io.allocator.command.product.stock.Allocate;
import io.allocator.command.product.stock.ChangeBatchQuantity;
import io.allocator.command.product.stock.Deallocate;
import io.allocator.command.product.stock.Decision;
import io.allocator.command.product.stock.PastStock;
import io.allocator.command.product.stock.Stock;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The product's rules and events on an aggregate as a tutorial has it. Nothing is shipped here, so nothing is past. */
@Aggregate
class UntouchedProduct {

    private static final PastStock NOTHING = new PastStock() {

        @Override
        public Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId) {
            return Optional.empty();
        }

        @Override
        public Optional<SpentBatch> spentBatch(String sku, String reference) {
            return Optional.empty();
        }
    };

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String sku;

    private final Stock stock = new Stock();

    UntouchedProduct() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    AddBatchOutcome handle(AddBatchCommand command) {
        return apply(AddBatch.decide(stock, command, NOTHING));
    }

    @CommandHandler
    AllocateOutcome handle(AllocateCommand command) {
        return apply(Allocate.decide(stock, command, NOTHING));
    }

    @CommandHandler
    DeallocateOutcome handle(DeallocateCommand command) {
        return apply(Deallocate.decide(stock, command, NOTHING));
    }

    @CommandHandler
    ChangeBatchOutcome handle(ChangeBatchQuantityCommand command) {
        return apply(ChangeBatchQuantity.decide(stock, command, NOTHING));
    }

    private static <O> O apply(Decision<O> decision) {
        decision.events().forEach(AggregateLifecycle::apply);
        return decision.outcome();
    }

    @EventSourcingHandler
    void on(ProductEvent event) {
        sku = event.sku();
        stock.evolve(event);
    }
}
