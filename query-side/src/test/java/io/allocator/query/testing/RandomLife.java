package io.allocator.query.testing;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ReleaseReason;
import io.allocator.api.event.ShortageStartedEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes up events that can follow one another: lines are accepted once, move from where they are, and are placed again
 * after they were given up. Whether a batch has room for them is not its business, nor the views'.
 */
public final class RandomLife {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final Random random;
    private final int skus;
    private final List<Lot> batches = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> past = new ArrayList<>();

    private record Lot(String sku, String reference, int quantity, @Nullable LocalDate eta) {}

    private record Line(String sku, String orderId, int quantity, @Nullable String batch) {}

    /** Of so many SKUs. */
    public RandomLife(Random random, int skus) {
        this.random = random;
        this.skus = skus;
    }

    /** Between one and so many further events. */
    public ProductEvent[] some(int most) {
        return IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(_ -> next()).toArray(ProductEvent[]::new);
    }

    private ProductEvent next() {
        if (batches.size() < skus) {
            return addBatch("SKU " + batches.size());
        }
        return switch (random.nextInt(12)) {
            case 0 -> addBatch("SKU " + random.nextInt(skus));
            case 1 -> changeQuantity();
            case 2 -> changeEta();
            case 3 -> new ShortageStartedEvent("SKU " + random.nextInt(skus), "refused", "1", 1 + random.nextInt(9));
            case 4, 5, 6, 7 -> place();
            case 8, 9 -> lines.isEmpty() ? place() : move(random.nextInt(lines.size()));
            case 10 -> lines.isEmpty() ? place() : release(random.nextInt(lines.size()));
            default -> lines.isEmpty() ? place() : ship(random.nextInt(lines.size()));
        };
    }

    private ProductEvent addBatch(String sku) {
        var batch = new Lot(sku, "batch " + batches.size(), 1 + random.nextInt(100), day());
        batches.add(batch);
        return new BatchAddedEvent(sku, batch.reference(), batch.quantity(), batch.eta());
    }

    private ProductEvent changeQuantity() {
        var n = random.nextInt(batches.size());
        var old = batches.get(n);
        var changed = new Lot(old.sku(), old.reference(), random.nextInt(100), old.eta());
        batches.set(n, changed);
        return new BatchQuantityChangedEvent(old.sku(), old.reference(), old.quantity(), changed.quantity(), 0,
                old.eta(), 0);
    }

    private ProductEvent changeEta() {
        var n = random.nextInt(batches.size());
        var old = batches.get(n);
        var changed = new Lot(old.sku(), old.reference(), old.quantity(), day());
        batches.set(n, changed);
        return new BatchEtaChangedEvent(old.sku(), old.reference(), old.eta(), changed.eta());
    }

    /** Some are lines that were given up before. */
    private ProductEvent place() {
        var again = !past.isEmpty() && random.nextInt(3) == 0;
        var sku = again ? past.getLast().sku() : "SKU " + random.nextInt(skus);
        var order = again ? past.removeLast().orderId() : "order " + random.nextInt(1_000_000_000);
        var line = new Line(sku, order, 1 + random.nextInt(20), random.nextInt(4) == 0 ? null : batchOf(sku));
        lines.add(line);
        return line.batch() == null
                ? new LineBackorderedEvent(sku, order, "1", line.quantity())
                : new LineAllocatedEvent(sku, order, "1", line.quantity(), line.batch(), null);
    }

    private ProductEvent move(int n) {
        var line = lines.get(n);
        var to = line.batch() == null || random.nextBoolean() ? batchOf(line.sku()) : null;
        lines.set(n, new Line(line.sku(), line.orderId(), line.quantity(), to));
        return new LineMovedEvent(line.sku(), line.orderId(), "1", line.quantity(), line.batch(), to, null,
                MoveReason.STOCK_BECAME_AVAILABLE);
    }

    private ProductEvent release(int n) {
        var line = lines.remove(n);
        past.add(line);
        return new LineReleasedEvent(line.sku(), line.orderId(), "1", line.quantity(), line.batch(),
                ReleaseReason.REQUESTED);
    }

    private ProductEvent ship(int n) {
        var line = lines.get(n);
        if (line.batch() == null) {
            return release(n);
        }
        lines.remove(n);
        return new LineShippedEvent(line.sku(), line.orderId(), "1", line.quantity(), line.batch());
    }

    private String batchOf(String sku) {
        var its = batches.stream().filter(b -> b.sku().equals(sku)).toList();
        return its.get(random.nextInt(its.size())).reference();
    }

    private @Nullable LocalDate day() {
        return random.nextBoolean() ? null : TODAY.plusDays(random.nextInt(30));
    }
}
