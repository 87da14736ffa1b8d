package io.allocator.system.harness;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.command.OnShortage;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.command.ShipLineOutcome;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.AddBatch;
import io.allocator.command.product.stock.Allocate;
import io.allocator.command.product.stock.ChangeBatchEta;
import io.allocator.command.product.stock.ChangeBatchQuantity;
import io.allocator.command.product.stock.Deallocate;
import io.allocator.command.product.stock.Decision;
import io.allocator.command.product.stock.PastStock;
import io.allocator.command.product.stock.ShipLine;
import io.allocator.command.product.stock.Stock;
import io.allocator.system.harness.OnlineRetail.Operation;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The write side's rules, applied to operations one after the other: what it would have decided, without its database
 * and HTTP. Each outcome is compared with the one expected.
 */
public final class DecidedOperations {

    private final Period later;
    private final Map<String, Stock> products = new HashMap<>();
    private final Past past = new Past();
    private final List<ProductEvent> events = new ArrayList<>();

    private DecidedOperations(Period later) {
        this.later = later;
    }

    /**
     * Decides them all.
     *
     * @param later by how much every date is moved
     * @return what happened, in order
     * @throws AssertionError at the first that has another outcome than it should
     */
    public static List<ProductEvent> events(List<Operation> operations, Period later) {
        var decided = new DecidedOperations(later);
        for (var operation : operations) {
            var outcome = decided.apply(operation);
            if (!outcome.equals(operation.expect())) {
                throw new AssertionError(operation + " came out as " + outcome);
            }
        }
        return decided.events;
    }

    private String apply(Operation o) {
        var stock = products.computeIfAbsent(o.sku(), _ -> new Stock());
        return switch (o.op()) {
            case "add_batch" -> take(stock, AddBatch.decide(stock,
                    new AddBatchCommand(o.sku(), o.ref(), o.qty(), moved(o.eta())),
                    past)) instanceof AddBatchOutcome.Conflict
                            ? "CONFLICT"
                            : "OK";
            case "allocate" -> named(take(stock, Allocate.decide(stock, new AllocateCommand(o.sku(), o.orderid(),
                    o.lineid(), o.qty(), o.mayWait() ? OnShortage.BACKORDER : OnShortage.REJECT), past)));
            case "deallocate" -> switch (take(stock, Deallocate.decide(stock,
                    new DeallocateCommand(o.sku(), o.orderid(), o.lineid()), past))) {
                case DeallocateOutcome.Released _ -> "OK";
                case DeallocateOutcome.NotFound _ -> "NOT_FOUND";
                case DeallocateOutcome.AlreadyShipped _ -> "CONFLICT";
            };
            case "ship" -> switch (take(stock, ShipLine.decide(stock,
                    new ShipLineCommand(o.sku(), o.orderid(), o.lineid()), past))) {
                case ShipLineOutcome.Shipped _,ShipLineOutcome.AlreadyShipped _ -> "OK";
                case ShipLineOutcome.NotFound _ -> "NOT_FOUND";
                case ShipLineOutcome.NotInWarehouse _ -> "CONFLICT";
            };
            case "change_batch_quantity" -> named(take(stock, ChangeBatchQuantity.decide(stock,
                    new ChangeBatchQuantityCommand(o.sku(), o.ref(), o.qty()), past)));
            case "change_batch_eta" -> named(take(stock, ChangeBatchEta.decide(stock,
                    new ChangeBatchEtaCommand(o.sku(), o.ref(), moved(o.eta())), past)));
            default -> throw new AssertionError("An operation nobody knows: " + o);
        };
    }

    private <O> O take(Stock stock, Decision<O> decision) {
        for (var event : decision.events()) {
            stock.evolve(event);
            events.add(event);
            past.keep(event);
        }
        decision.spent().forEach(past::keep);
        if (stock.isDrainDue()) {
            throw new AssertionError("A drain that goes on was not expected of real operations");
        }
        return decision.outcome();
    }

    private static String named(AllocateOutcome outcome) {
        return switch (outcome) {
            case AllocateOutcome.Allocated allocated -> allocated.batchReference();
            case AllocateOutcome.AlreadyAllocated allocated -> allocated.batchReference();
            case AllocateOutcome.Backordered _,AllocateOutcome.AlreadyBackordered _ -> "BACKORDERED";
            case AllocateOutcome.OutOfStock _ -> "OUT_OF_STOCK";
            case AllocateOutcome.InvalidSku _ -> "INVALID_SKU";
            case AllocateOutcome.Conflict _ -> "CONFLICT";
        };
    }

    private static String named(ChangeBatchOutcome outcome) {
        return switch (outcome) {
            case ChangeBatchOutcome.Changed _ -> "OK";
            case ChangeBatchOutcome.NotFound _ -> "NOT_FOUND";
            case ChangeBatchOutcome.BelowShipped _ -> "CONFLICT";
        };
    }

    private @Nullable LocalDate moved(@Nullable String eta) {
        return eta == null ? null : LocalDate.parse(eta).plus(later);
    }

    /** What is over, kept as the write side's tables keep it. */
    private static final class Past implements PastStock {

        private record LineKey(String sku, String orderId, String lineId) {}

        private final Map<LineKey, ShippedLine> shipped = new HashMap<>();
        private final Map<String, SpentBatch> spent = new HashMap<>();

        void keep(ProductEvent event) {
            if (event instanceof LineShippedEvent line) {
                shipped.put(new LineKey(line.sku(), line.orderId(), line.lineId()),
                        new ShippedLine(line.quantity(), line.batchReference()));
            }
        }

        void keep(SpentBatch batch) {
            spent.put(batch.status().reference(), batch);
        }

        @Override
        public Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId) {
            return Optional.ofNullable(shipped.get(new LineKey(sku, orderId, lineId)));
        }

        @Override
        public Optional<SpentBatch> spentBatch(String sku, String reference) {
            return Optional.ofNullable(spent.get(reference)).filter(batch -> batch.status().sku().equals(sku));
        }
    }
}
