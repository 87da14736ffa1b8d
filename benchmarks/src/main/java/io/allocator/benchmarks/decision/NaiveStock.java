package io.allocator.benchmarks.decision;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ReleaseReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The yardstick: the rules as the book's model has them. Each batch has the lines on it, what is available is summed up,
 * batches are sorted when one is looked for. It decides what the benchmarks ask for, and the same as the rules do.
 */
final class NaiveStock implements DecidingStock {

    private final List<Batch> batches = new ArrayList<>();
    private final List<Line> waiting = new ArrayList<>();
    private long accepted;

    private static final class Batch {

        private final String reference;
        private final @Nullable LocalDate eta;
        private final int position;
        private int purchased;
        private int shipped;
        private final List<Line> lines = new ArrayList<>();

        private Batch(BatchAddedEvent added, int position) {
            this.reference = added.batchReference();
            this.eta = added.eta();
            this.position = position;
            this.purchased = added.purchasedQuantity();
        }

        private int available() {
            return purchased - shipped - lines.stream().mapToInt(Line::quantity).sum();
        }
    }

    private record Line(String orderId, String lineId, int quantity, long accepted) {}

    NaiveStock(List<ProductEvent> happened) {
        var byReference = new HashMap<String, Batch>();
        for (var event : happened) {
            if (event instanceof BatchAddedEvent added) {
                var batch = new Batch(added, batches.size());
                batches.add(batch);
                byReference.put(batch.reference, batch);
            } else if (event instanceof LineAllocatedEvent line) {
                byReference.getOrDefault(line.batchReference(), batches.getFirst()).lines
                        .add(new Line(line.orderId(), line.lineId(), line.quantity(), accepted++));
            }
        }
    }

    @Override
    public List<ProductEvent> run(ProductCommand<?> command) {
        return switch (command) {
            case AllocateCommand c -> allocate(c);
            case DeallocateCommand c -> deallocate(c);
            case ShipLineCommand c -> ship(c);
            case ChangeBatchQuantityCommand c -> changeQuantity(c);
            default -> throw new IllegalArgumentException("Not measured: " + command);
        };
    }

    private List<ProductEvent> allocate(AllocateCommand c) {
        if (Stream.concat(waiting.stream(), batches.stream().flatMap(b -> b.lines.stream()))
                .anyMatch(line -> is(line, c.orderId(), c.lineId()))) {
            return List.of();
        }
        var batch = preferred(c.quantity()).orElseThrow();
        batch.lines.add(new Line(c.orderId(), c.lineId(), c.quantity(), accepted++));
        return List.of(new LineAllocatedEvent(c.sku(), c.orderId(), c.lineId(), c.quantity(), batch.reference,
                batch.eta));
    }

    private List<ProductEvent> deallocate(DeallocateCommand c) {
        var batch = holderOf(c.orderId(), c.lineId());
        var line = take(batch, c.orderId(), c.lineId());
        var events = new ArrayList<ProductEvent>();
        events.add(new LineReleasedEvent(c.sku(), c.orderId(), c.lineId(), line.quantity, batch.reference,
                ReleaseReason.REQUESTED));
        events.addAll(drain(c.sku()));
        return events;
    }

    private List<ProductEvent> ship(ShipLineCommand c) {
        var batch = holderOf(c.orderId(), c.lineId());
        var line = take(batch, c.orderId(), c.lineId());
        batch.shipped += line.quantity;
        return List.of(new LineShippedEvent(c.sku(), c.orderId(), c.lineId(), line.quantity, batch.reference));
    }

    private List<ProductEvent> changeQuantity(ChangeBatchQuantityCommand c) {
        var batch = batches.stream().filter(b -> b.reference.equals(c.reference())).findFirst().orElseThrow();
        var previous = batch.purchased;
        batch.purchased = c.quantity();
        batch.lines.sort(Comparator.comparingLong(Line::accepted));
        var events = new ArrayList<ProductEvent>();
        while (batch.available() < 0) {
            var line = batch.lines.removeLast();
            waiting.add(line);
            events.addFirst(new LineMovedEvent(c.sku(), line.orderId, line.lineId, line.quantity, batch.reference, null,
                    null, MoveReason.BATCH_QUANTITY_REDUCED));
        }
        events.add(new BatchQuantityChangedEvent(c.sku(), c.reference(), previous, c.quantity(), batch.shipped,
                batch.eta, batch.position));
        events.addAll(drain(c.sku()));
        return events;
    }

    private List<ProductEvent> drain(String sku) {
        var events = new ArrayList<ProductEvent>();
        waiting.sort(Comparator.comparingLong(Line::accepted));
        for (var line : List.copyOf(waiting)) {
            preferred(line.quantity).ifPresent(batch -> {
                waiting.remove(line);
                batch.lines.add(line);
                events.add(new LineMovedEvent(sku, line.orderId, line.lineId, line.quantity, null, batch.reference,
                        batch.eta, MoveReason.STOCK_BECAME_AVAILABLE));
            });
        }
        return events;
    }

    private Optional<Batch> preferred(int quantity) {
        return batches.stream()
                .sorted(Comparator.comparing((Batch b) -> b.eta == null ? LocalDate.MIN : b.eta)
                        .thenComparingInt(b -> b.position))
                .filter(b -> b.available() >= quantity).findFirst();
    }

    private Batch holderOf(String orderId, String lineId) {
        return batches.stream().filter(b -> b.lines.stream().anyMatch(line -> is(line, orderId, lineId))).findFirst()
                .orElseThrow();
    }

    private static Line take(Batch batch, String orderId, String lineId) {
        var line = batch.lines.stream().filter(l -> is(l, orderId, lineId)).findFirst().orElseThrow();
        batch.lines.remove(line);
        return line;
    }

    private static boolean is(Line line, String orderId, String lineId) {
        return line.orderId.equals(orderId) && line.lineId.equals(lineId);
    }
}
