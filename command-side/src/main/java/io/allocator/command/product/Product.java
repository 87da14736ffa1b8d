package io.allocator.command.product;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.command.DrainCommand;
import io.allocator.api.command.DrainOutcome;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.command.ShipLineOutcome;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.dispatch.ProductGateway;
import io.allocator.command.drains.DueDrains;
import io.allocator.command.past.PastStockStore;
import io.allocator.command.product.stock.AddBatch;
import io.allocator.command.product.stock.Allocate;
import io.allocator.command.product.stock.ChangeBatchEta;
import io.allocator.command.product.stock.ChangeBatchQuantity;
import io.allocator.command.product.stock.Deallocate;
import io.allocator.command.product.stock.Decision;
import io.allocator.command.product.stock.Drain;
import io.allocator.command.product.stock.ShipLine;
import io.allocator.command.product.stock.Stock;
import io.allocator.command.product.stock.StockState;
import io.allocator.command.references.BatchReferences;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One SKU, the consistency boundary: each command is decided against its {@link Stock} in one transaction, by the rule
 * of its name. What leaves the stock, shipped lines and spent batches, is kept in the same transaction.
 *
 * <p>Every handler creates what is missing, so that an unknown SKU is an outcome like any other. A product without an
 * event is not kept.
 */
@Aggregate(repository = "productRepository", commandTargetResolver = "productOfCommand")
@Revision("2")
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

    /**
     * A drain that is not finished comes before any command, so that no line overtakes one that waits. When this part
     * of it is not the last, it is committed alone, and the command has to be sent again.
     */
    @CommandHandlerInterceptor
    @Nullable
    Object drainFirst(ProductCommand<?> command, InterceptorChain chain, PastStockStore past, DueDrains drains)
            throws Exception {
        if (stock.isDrainDue()) {
            var part = apply(Drain.decide(stock, command.sku()), past);
            if (part == DrainOutcome.MORE) {
                return part;
            }
            drains.done(command.sku());
        }
        var outcome = Objects.requireNonNull(chain.proceed(), "Every handler gives an outcome");
        if (stock.isDrainDue()) {
            drains.due(command.sku());
        }
        return withVersion(outcome);
    }

    /** A product without an event has none. */
    private static CommandResultMessage<?> withVersion(Object outcome) {
        var version = AggregateLifecycle.getVersion();
        return new GenericCommandResultMessage<>(outcome,
                version == null ? Map.of() : Map.of(ProductGateway.VERSION, version));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    AddBatchOutcome handle(AddBatchCommand command, BatchReferences references, PastStockStore past) {
        var decision = AddBatch.decide(stock, command, past);
        if (decision.outcome() instanceof AddBatchOutcome.Added
                && !references.claim(command.reference(), command.sku())) {
            return new AddBatchOutcome.Conflict("Batch " + command.reference() + " exists for another SKU");
        }
        return apply(decision, past);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    AllocateOutcome handle(AllocateCommand command, PastStockStore past) {
        return apply(Allocate.decide(stock, command, past), past);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    DeallocateOutcome handle(DeallocateCommand command, PastStockStore past) {
        return apply(Deallocate.decide(stock, command, past), past);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ChangeBatchOutcome handle(ChangeBatchQuantityCommand command, PastStockStore past) {
        return apply(ChangeBatchQuantity.decide(stock, command, past), past);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ChangeBatchOutcome handle(ChangeBatchEtaCommand command, PastStockStore past) {
        return apply(ChangeBatchEta.decide(stock, command, past), past);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    ShipLineOutcome handle(ShipLineCommand command, PastStockStore past) {
        return apply(ShipLine.decide(stock, command, past), past);
    }

    /** All that it asks for is done before it is handled. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    DrainOutcome handle(DrainCommand command, DueDrains drains) {
        drains.done(command.sku());
        return DrainOutcome.DONE;
    }

    private static <O> O apply(Decision<O> decision, PastStockStore past) {
        for (var event : decision.events()) {
            AggregateLifecycle.apply(event);
            if (event instanceof LineShippedEvent shipped) {
                past.keep(shipped);
            }
        }
        decision.spent().forEach(past::keep);
        return decision.outcome();
    }

    @EventSourcingHandler
    void on(ProductEvent event) {
        sku = event.sku();
        stock.evolve(event);
    }

    /** What a snapshot holds, as it is now; to be made data of on any thread. */
    Supplier<ProductState> captured() {
        var itsSku = Objects.requireNonNull(sku, "A product without an event has no SKU and no snapshot");
        var captured = stock.captured();
        return () -> new ProductState(itsSku, captured.get());
    }

    /** How much memory this product takes, in units of one line or batch. */
    int size() {
        return 1 + stock.size();
    }
}
