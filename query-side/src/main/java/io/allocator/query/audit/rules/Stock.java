package io.allocator.query.audit.rules;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one SKU make of it: batches, open lines, and the names of the shipped ones. It takes in what it is told as
 * far as that makes sense, whether it is right or not, so that one wrong event is not reported as a hundred.
 */
final class Stock {

    private final Map<String, Batch> batches = new HashMap<>();
    private final NavigableSet<Batch> free = new TreeSet<>(Batch.MOST_PREFERRED_FIRST);
    private final Map<LineName, Line> lines = new HashMap<>();
    /** The waiting lines by quantity, those of a quantity by their place in the accepted order. */
    private final NavigableMap<Integer, NavigableSet<Line>> waiting = new TreeMap<>();
    private final Names shipped = new Names();
    private boolean shortage;

    private record LineName(String orderId, String lineId) {}

    boolean isKnown() {
        return !batches.isEmpty();
    }

    boolean isShort() {
        return shortage;
    }

    @Nullable
    Batch batch(String reference) {
        return batches.get(reference);
    }

    @Nullable
    Line line(String orderId, String lineId) {
        return lines.get(new LineName(orderId, lineId));
    }

    boolean isShipped(String orderId, String lineId) {
        return shipped.contains(orderId, lineId);
    }

    /** The first batch in order of preference that has room for so much. */
    Optional<Batch> firstWithRoomFor(int quantity) {
        return free.stream().filter(batch -> batch.available() >= quantity).findFirst();
    }

    /** The first line in accepted order that waits though a batch has room for it. */
    Optional<Line> firstThatNeedNotWait() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        var most = free.stream().mapToLong(Batch::available).max().orElse(0);
        return waiting.headMap((int) Math.min(most, Integer.MAX_VALUE), true).values().stream()
                .map(NavigableSet::first).min(Comparator.comparingLong(Line::accepted));
    }

    /** Goes on to the stock as an event leaves it. */
    void apply(ProductEvent event, long sequenceNumber) {
        switch (event) {
            case BatchAddedEvent e -> {
                var batch = new Batch(e.batchReference(), batches.size(), e.purchasedQuantity(), e.eta());
                if (batches.putIfAbsent(e.batchReference(), batch) == null) {
                    change(batch, _ -> {});
                }
                shortage = false;
            }
            case BatchQuantityChangedEvent e -> {
                change(batch(e.batchReference()), batch -> batch.purchased = e.purchasedQuantity());
                shortage &= e.purchasedQuantity() <= e.previousQuantity();
            }
            case BatchEtaChangedEvent e -> change(batch(e.batchReference()), batch -> batch.eta = e.eta());
            case LineAllocatedEvent e -> accept(e.orderId(), e.lineId(), e.quantity(), sequenceNumber,
                    e.batchReference());
            case LineBackorderedEvent e -> accept(e.orderId(), e.lineId(), e.quantity(), sequenceNumber, null);
            case LineMovedEvent e -> {
                var line = remove(e.orderId(), e.lineId());
                if (line != null) {
                    put(line, e.toBatch());
                }
            }
            case LineReleasedEvent e -> remove(e.orderId(), e.lineId());
            case LineShippedEvent e -> {
                var line = remove(e.orderId(), e.lineId());
                change(line == null ? null : line.batch(), batch -> batch.shipped += e.quantity());
                shipped.add(e.orderId(), e.lineId());
            }
            case ShortageStartedEvent _ -> shortage = true;
        }
    }

    private void accept(String orderId, String lineId, int quantity, long accepted, @Nullable String reference) {
        if (line(orderId, lineId) == null) {
            put(new Line(orderId, lineId, quantity, accepted, null), reference);
        }
    }

    /** Onto a batch, or among the waiting ones. A line on a batch that there is not is nowhere. */
    private void put(Line line, @Nullable String reference) {
        var name = new LineName(line.orderId(), line.lineId());
        if (reference == null) {
            var waits = line.on(null);
            lines.put(name, waits);
            waiting.computeIfAbsent(line.quantity(),
                    _ -> new TreeSet<>(Comparator.comparingLong(Line::accepted))).add(waits);
            return;
        }
        var batch = batch(reference);
        if (batch != null) {
            lines.put(name, line.on(batch));
            batch.lines++;
            change(batch, b -> b.allocated += line.quantity());
        }
    }

    private @Nullable Line remove(String orderId, String lineId) {
        var line = lines.remove(new LineName(orderId, lineId));
        if (line == null) {
            return null;
        }
        if (line.batch() == null) {
            waiting.computeIfPresent(line.quantity(), (_, its) -> {
                its.remove(line);
                return its.isEmpty() ? null : its;
            });
        } else {
            line.batch().lines--;
            change(line.batch(), batch -> batch.allocated -= line.quantity());
        }
        return line;
    }

    private interface Change {
        void apply(Batch batch);
    }

    /** A batch's place among the free ones follows from what is changed here. */
    private void change(@Nullable Batch batch, Change change) {
        if (batch == null) {
            return;
        }
        free.remove(batch);
        change.apply(batch);
        if (batch.available() > 0) {
            free.add(batch);
        }
    }
}
