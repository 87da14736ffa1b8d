package io.allocator.command.product;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.Decision;
import io.allocator.command.product.stock.Stock;
import io.allocator.command.product.stock.StockState;
import io.allocator.command.references.BatchReferences;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One SKU, the consistency boundary: each command is decided against its {@link Stock} in one transaction.
 *
 * <p>Every handler creates what is missing, so that an unknown SKU is an outcome like any other. A product without an
 * event is not kept.
 */
@Aggregate(repository = "productRepository")
@Revision("1")
class Product {

    @AggregateIdentifier
    private @Nullable String sku;

    private final Stock stock;

    /** A product of which nothing is known; for Axon. */
    Product() {
        stock = new Stock();
    }

    /** A product from its snapshot. */
    @JsonCreator
    Product(@JsonProperty("sku") String sku, @JsonProperty("stock") StockState state) {
        this.sku = sku;
        this.stock = new Stock(state);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    AddBatchOutcome handle(AddBatchCommand command, BatchReferences references) {
        var decision = stock.addBatch(command);
        if (decision.outcome() instanceof AddBatchOutcome.Added
                && !references.claim(command.reference(), command.sku())) {
            return new AddBatchOutcome.Conflict("Batch " + command.reference() + " exists for another SKU");
        }
        return apply(decision);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    AllocateOutcome handle(AllocateCommand command) {
        return apply(stock.allocate(command));
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

    @JsonProperty("sku")
    String sku() {
        return Objects.requireNonNull(sku, "A product without an event has no SKU and no snapshot");
    }

    @JsonProperty("stock")
    StockState state() {
        return stock.state();
    }

    /** How much memory this product takes, in units of one line or batch. */
    int size() {
        return 1 + stock.size();
    }
}
