package io.allocator.command.product.stock;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.command.product.stock.Placement.Free;
import io.allocator.command.product.stock.StockState.BatchState;
import io.allocator.command.product.stock.StockState.LineState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stock of one SKU: its live batches and its open order lines. It takes in what happened, and decides nothing; the
 * rules, one class for each command, read it. What is shipped or spent leaves it.
 */
public final class Stock {

    private final Map<String, Batch> batches = new HashMap<>();
    private final LinesById lines = new LinesById();
    private WeightedTree<Preference, Free> free = WeightedTree.empty(Preference.MOST_PREFERRED_FIRST);
    private WeightedTree<Long, Line> waiting = WeightedTree.empty(Comparator.naturalOrder());
    private int batchesAdded;
    private long linesAccepted;
    private long linesShipped;
    private boolean shortage;

    /** Stock of a SKU that nobody has heard of yet. */
    public Stock() {}

    /** Stock as it was when {@link #state()} was called. */
    public Stock(StockState state) {
        state.batches().forEach(
                b -> add(new Batch(b.reference(), new Preference(b.eta(), b.position()), b.purchased(), b.shipped())));
        state.lines().forEach(l -> place(
                new Line(l.orderId(), l.lineId(), l.quantity(), l.accepted(), null), l.batchReference()));
        batchesAdded = state.batchesAdded();
        linesAccepted = state.linesAccepted();
        linesShipped = state.linesShipped();
        shortage = state.shortage();
    }

    boolean isKnown() {
        return batchesAdded > 0;
    }

    boolean isShort() {
        return shortage;
    }

    boolean hasSpentBatches() {
        return batchesAdded > batches.size();
    }

    boolean hasShippedLines() {
        return linesShipped > 0;
    }

    /** The place that the next batch takes in the order of adding. */
    int nextPosition() {
        return batchesAdded;
    }

    Optional<Batch> batch(String reference) {
        return Optional.ofNullable(batches.get(reference));
    }

    Optional<Line> line(String orderId, String lineId) {
        return Optional.ofNullable(lines.get(orderId, lineId));
    }

    /** The first batch, in order of preference, that can take a whole line of this quantity. */
    Optional<Batch> preferredBatchFor(int quantity) {
        return free.firstAtLeast(quantity).map(Free::batch);
    }

    /** A trial of giving what is free to the lines that wait. */
    Placement placement() {
        return new Placement(free, waiting);
    }

    /** Whether a line waits that a batch could take: a drain was too long for one commit, and goes on. */
    public boolean isDrainDue() {
        return placement().firstThatFits().isPresent();
    }

    /** Takes in what happened, whether just now or long ago. */
    public void evolve(ProductEvent event) {
        switch (event) {
            case BatchAddedEvent added -> {
                var preference = new Preference(added.eta(), nextPosition());
                batchesAdded++;
                add(new Batch(added.batchReference(), preference, added.purchasedQuantity(), 0));
                shortage = false;
            }
            case BatchQuantityChangedEvent changed -> on(changed);
            case BatchEtaChangedEvent changed -> batch(changed.batchReference()).ifPresent(batch -> {
                free = free.without(batch.preference());
                batch.setEta(changed.eta());
                refresh(batch);
            });
            case LineAllocatedEvent allocated -> place(
                    accepted(allocated.orderId(), allocated.lineId(), allocated.quantity()),
                    allocated.batchReference());
            case LineBackorderedEvent backordered -> place(
                    accepted(backordered.orderId(), backordered.lineId(), backordered.quantity()), null);
            case LineMovedEvent moved -> place(displaced(moved.orderId(), moved.lineId()), moved.toBatch());
            case LineReleasedEvent released -> displaced(released.orderId(), released.lineId());
            case LineShippedEvent shipped -> on(shipped);
            case ShortageStartedEvent _ -> shortage = true;
        }
    }

    private void on(BatchQuantityChangedEvent changed) {
        var batch = batches.computeIfAbsent(changed.batchReference(), reference -> new Batch(reference,
                new Preference(changed.eta(), changed.position()), changed.previousQuantity(),
                changed.shippedQuantity()));
        batch.setPurchased(changed.purchasedQuantity());
        refresh(batch);
        if (changed.purchasedQuantity() > changed.previousQuantity()) {
            shortage = false;
        }
    }

    private void on(LineShippedEvent shipped) {
        var line = Objects.requireNonNull(lines.remove(shipped.orderId(), shipped.lineId()));
        var batch = Objects.requireNonNull(line.batch());
        batch.ship(line);
        linesShipped++;
        refresh(batch);
    }

    private Line accepted(String orderId, String lineId, int quantity) {
        return new Line(orderId, lineId, quantity, linesAccepted++, null);
    }

    private void add(Batch batch) {
        batches.put(batch.reference(), batch);
        refresh(batch);
    }

    private void place(Line line, @Nullable String batchReference) {
        if (batchReference == null) {
            lines.put(line);
            waiting = waiting.with(line.accepted(), line, -line.quantity());
            return;
        }
        var batch = Objects.requireNonNull(batches.get(batchReference), batchReference);
        lines.put(batch.take(line));
        refresh(batch);
    }

    /** Takes a line from where it is; what is returned is nowhere. */
    private Line displaced(String orderId, String lineId) {
        var line = Objects.requireNonNull(lines.remove(orderId, lineId));
        var batch = line.batch();
        if (batch == null) {
            waiting = waiting.without(line.accepted());
            return line;
        }
        batch.release(line);
        refresh(batch);
        return line.on(null);
    }

    private void refresh(Batch batch) {
        free = Placement.withFree(free, batch, batch.available());
        if (batch.isSpent()) {
            batches.remove(batch.reference());
        }
    }

    /** This stock as data. */
    public StockState state() {
        return captured().get();
    }

    /** This stock as it is now, to be made data of on any thread, while it goes on: lines do not change. */
    public Supplier<StockState> captured() {
        var batchesNow = batches.values().stream().sorted(Comparator.comparingInt(b -> b.preference().position()))
                .map(b -> new BatchState(b.reference(), b.preference().position(), b.purchased(), b.shipped(),
                        b.eta()))
                .toList();
        var linesNow = lines.toArray();
        var added = batchesAdded;
        var accepted = linesAccepted;
        var shipped = linesShipped;
        var shortNow = shortage;
        return () -> new StockState(batchesNow,
                Arrays.stream(linesNow).sorted(Comparator.comparingLong(Line::accepted)).map(Stock::state).toList(),
                added, accepted, shipped, shortNow);
    }

    private static LineState state(Line line) {
        return new LineState(line.orderId(), line.lineId(), line.quantity(), line.accepted(),
                line.batch() == null ? null : line.batch().reference());
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
}
