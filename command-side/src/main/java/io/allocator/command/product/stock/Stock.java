package io.allocator.command.product.stock;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.command.product.stock.StockState.BatchState;
import io.allocator.command.product.stock.StockState.LineState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stock of one SKU: its batches and the order lines on them. {@code addBatch} and {@code allocate} decide and change
 * nothing; {@link #evolve} changes and decides nothing. Source of the rules: chapters 1 to 7 of <i>Architecture
 * Patterns with Python</i>.
 */
public final class Stock {

    private final Map<String, Batch> batches = new LinkedHashMap<>();
    private final NavigableSet<Batch> byPreference = new TreeSet<>(Batch.PREFERENCE);
    private final Map<LineId, Line> lines = new LinkedHashMap<>();
    private boolean shortage;

    /** Stock of a SKU that nobody has heard of yet. */
    public Stock() {}

    /** Stock as it was when {@link #state()} was called. */
    public Stock(StockState state) {
        state.batches().forEach(b -> add(new Batch(b.reference(), batches.size(), b.purchased(), b.eta())));
        state.lines().forEach(l -> put(new LineId(l.orderId(), l.lineId()), l.quantity(), l.batchReference()));
        shortage = state.shortage();
    }

    /** Adds a batch; again with the same data is no change, with other data a conflict. */
    public Decision<AddBatchOutcome> addBatch(AddBatchCommand command) {
        var present = batches.get(command.reference());
        if (present != null) {
            return Decision.unchanged(isSame(present, command)
                    ? new AddBatchOutcome.AlreadyAdded(present.status(command.sku()))
                    : new AddBatchOutcome.Conflict("Batch " + command.reference() + " exists with other data: "
                            + present.purchased() + " units, "
                            + (present.eta() == null ? "in the warehouse" : "ETA " + present.eta())));
        }
        var added = new Batch(command.reference(), batches.size(), command.quantity(), command.eta());
        return Decision.of(new AddBatchOutcome.Added(added.status(command.sku())),
                new BatchAddedEvent(command.sku(), command.reference(), command.quantity(), command.eta()));
    }

    /** Puts a line on the first batch, in order of preference, that can take all of it. */
    public Decision<AllocateOutcome> allocate(AllocateCommand command) {
        if (batches.isEmpty()) {
            return Decision.unchanged(new AllocateOutcome.InvalidSku());
        }
        var id = new LineId(command.orderId(), command.lineId());
        var present = lines.get(id);
        if (present != null) {
            return Decision.unchanged(present.quantity() == command.quantity()
                    ? new AllocateOutcome.AlreadyAllocated(present.batch().reference(), present.batch().eta())
                    : new AllocateOutcome.Conflict("The " + id + " is allocated with another quantity, "
                            + present.quantity()));
        }
        return preferredBatchFor(command.quantity()).map(batch -> allocated(command, batch))
                .orElseGet(() -> outOfStock(command));
    }

    private Optional<Batch> preferredBatchFor(int quantity) {
        return byPreference.stream().filter(batch -> batch.canTake(quantity)).findFirst();
    }

    private static Decision<AllocateOutcome> allocated(AllocateCommand command, Batch batch) {
        return Decision.of(new AllocateOutcome.Allocated(batch.reference(), batch.eta()),
                new LineAllocatedEvent(command.sku(), command.orderId(), command.lineId(), command.quantity(),
                        batch.reference(), batch.eta()));
    }

    /** The first refusal of a shortage is recorded, the others are not, so that refusals cannot flood the log. */
    private Decision<AllocateOutcome> outOfStock(AllocateCommand command) {
        return switch (command.onShortage()) {
            case REJECT -> shortage
                    ? Decision.unchanged(new AllocateOutcome.OutOfStock())
                    : Decision.of(new AllocateOutcome.OutOfStock(), new ShortageStartedEvent(command.sku(),
                            command.orderId(), command.lineId(), command.quantity()));
        };
    }

    /** Takes in what happened, whether just now or long ago. */
    public void evolve(ProductEvent event) {
        switch (event) {
            case BatchAddedEvent added -> {
                add(new Batch(added.batchReference(), batches.size(), added.purchasedQuantity(), added.eta()));
                shortage = false;
            }
            case LineAllocatedEvent allocated -> put(new LineId(allocated.orderId(), allocated.lineId()),
                    allocated.quantity(), allocated.batchReference());
            case ShortageStartedEvent _ -> shortage = true;
        }
    }

    private void add(Batch batch) {
        batches.put(batch.reference(), batch);
        byPreference.add(batch);
    }

    private void put(LineId id, int quantity, String batchReference) {
        var batch = Objects.requireNonNull(batches.get(batchReference), batchReference);
        batch.take(quantity);
        lines.put(id, new Line(id, quantity, batch));
    }

    /** This stock as data. */
    public StockState state() {
        return new StockState(
                batches.values().stream().map(b -> new BatchState(b.reference(), b.purchased(), b.eta())).toList(),
                lines.values().stream().map(l -> new LineState(l.id().orderId(), l.id().lineId(), l.quantity(),
                        l.batch().reference())).toList(),
                shortage);
    }

    /** How much memory this stock takes, in units of one line or batch. */
    public int size() {
        return batches.size() + lines.size();
    }

    /** Stocks are equal when they hold the same: they decide alike from then on. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stock stock && state().equals(stock.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    private static boolean isSame(Batch batch, AddBatchCommand command) {
        return batch.purchased() == command.quantity() && Objects.equals(batch.eta(), command.eta());
    }
}
