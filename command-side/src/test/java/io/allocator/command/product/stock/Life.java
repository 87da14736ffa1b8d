package io.allocator.command.product.stock;

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
import io.allocator.command.product.PastStockInMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stock that lives through commands as its product would have it, and keeps what happened to it. */
final class Life {

    final Stock stock;
    final PastStockInMemory past;
    final List<ProductEvent> log = new ArrayList<>();
    private final Map<String, String> shipped = new TreeMap<>();

    Life() {
        this(new Stock(), new PastStockInMemory());
    }

    private Life(Stock stock, PastStockInMemory past) {
        this.stock = stock;
        this.past = past;
    }

    /** Another with this stock, and what is past as it is now. */
    Life goingOnFrom(Stock other) {
        return new Life(other, past.copy());
    }

    /** Decides a command, takes in what happens, and answers with the outcome. */
    Object run(ProductCommand<?> command) {
        while (stock.isDrainDue()) {
            happen(Drain.decide(stock, command.sku()));
        }
        return happen(switch (command) {
            case AddBatchCommand c -> AddBatch.decide(stock, c, past);
            case AllocateCommand c -> Allocate.decide(stock, c, past);
            case DeallocateCommand c -> Deallocate.decide(stock, c, past);
            case ShipLineCommand c -> ShipLine.decide(stock, c, past);
            case ChangeBatchQuantityCommand c -> ChangeBatchQuantity.decide(stock, c, past);
            case ChangeBatchEtaCommand c -> ChangeBatchEta.decide(stock, c, past);
            case DrainCommand c -> Drain.decide(stock, c.sku());
        });
    }

    Object happen(Decision<?> decision) {
        for (var event : decision.events()) {
            stock.evolve(event);
            log.add(event);
            if (event instanceof LineShippedEvent line) {
                past.keep(line);
                shipped.put(line.orderId() + "/" + line.lineId(),
                        "SHIPPED " + line.batchReference() + " " + line.quantity());
            }
        }
        decision.spent().forEach(past::keep);
        return decision.outcome();
    }

    /** The outcome in the words of {@link NaiveStock}. */
    static String word(Object outcome) {
        return switch (outcome) {
            case AddBatchOutcome.Added _,DeallocateOutcome.Released _,ChangeBatchOutcome.Changed _ -> "ok";
            case AddBatchOutcome.AlreadyAdded _ -> "same";
            case AddBatchOutcome.Conflict _,AllocateOutcome.Conflict _,DeallocateOutcome.AlreadyShipped _ -> "conflict";
            case ChangeBatchOutcome.BelowShipped _,ShipLineOutcome.NotInWarehouse _ -> "conflict";
            case AllocateOutcome.Allocated(var batch, var _) -> "ok " + batch;
            case AllocateOutcome.Backordered _ -> "ok null";
            case AllocateOutcome.AlreadyAllocated(var batch, var _) -> "same " + batch;
            case AllocateOutcome.AlreadyBackordered _ -> "same null";
            case AllocateOutcome.OutOfStock _ -> "out of stock";
            case AllocateOutcome.InvalidSku _ -> "invalid";
            case DeallocateOutcome.NotFound _,ShipLineOutcome.NotFound _,ChangeBatchOutcome.NotFound _ -> "not found";
            case ShipLineOutcome.Shipped(var _, var batch) -> "ok " + batch;
            case ShipLineOutcome.AlreadyShipped(var _, var batch) -> "same " + batch;
            case DrainOutcome _ -> "ok";
            default -> throw new AssertionError("An outcome without a word: " + outcome);
        };
    }

    /** The state of each line, in the words of {@link NaiveStock}. */
    Map<String, String> states() {
        var states = new TreeMap<>(shipped);
        stock.state().lines().forEach(l -> states.put(l.orderId() + "/" + l.lineId(),
                (l.batchReference() == null ? "BACKORDERED " : "ALLOCATED ") + l.batchReference() + " "
                        + l.quantity()));
        return states;
    }
}
