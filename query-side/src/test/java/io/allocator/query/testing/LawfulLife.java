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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides random commands as the domain says, in the plainest way: its events can be those of a real write side. */
public final class LawfulLife {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Comparator<Lot> MOST_PREFERRED_FIRST = Comparator
            .comparing((Lot lot) -> lot.eta, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(lot -> lot.position);

    private final Random random;
    private final List<Product> products = new ArrayList<>();
    private int lots;
    private int orders;

    /** Of so many SKUs. */
    public LawfulLife(Random random, int skus) {
        this.random = random;
        for (var i = 0; i < skus; i++) {
            products.add(new Product("SKU " + i));
        }
    }

    /** The events of one decision, one or more. */
    public ProductEvent[] decision() {
        while (true) {
            var product = products.get(random.nextInt(products.size()));
            var events = product.lots.isEmpty() ? product.add() : product.anything();
            if (!events.isEmpty()) {
                return events.toArray(ProductEvent[]::new);
            }
        }
    }

    /** The events of decisions, so many or some more. */
    public List<ProductEvent> events(int least) {
        var events = new ArrayList<ProductEvent>();
        while (events.size() < least) {
            events.addAll(List.of(decision()));
        }
        return events;
    }

    private static final class Lot {

        private final String reference;
        private final int position;
        private int purchased;
        private int shipped;
        private @Nullable LocalDate eta;

        Lot(String reference, int position, int purchased, @Nullable LocalDate eta) {
            this.reference = reference;
            this.position = position;
            this.purchased = purchased;
            this.eta = eta;
        }
    }

    private static final class Line {

        private final String orderId;
        private final int quantity;
        private @Nullable Lot lot;

        Line(String orderId, int quantity, @Nullable Lot lot) {
            this.orderId = orderId;
            this.quantity = quantity;
            this.lot = lot;
        }
    }

    private final class Product {

        private final String sku;
        private final List<Lot> lots = new ArrayList<>();
        /** In accepted order. */
        private final List<Line> lines = new ArrayList<>();
        private final List<String> givenUp = new ArrayList<>();
        private boolean shortage;

        Product(String sku) {
            this.sku = sku;
        }

        List<ProductEvent> anything() {
            return switch (random.nextInt(14)) {
                case 0 -> add();
                case 1, 2 -> changeQuantity();
                case 3 -> changeEta();
                case 4, 5 -> ship();
                case 6, 7 -> deallocate();
                default -> allocate();
            };
        }

        List<ProductEvent> add() {
            var lot = new Lot("batch " + LawfulLife.this.lots++, lots.size(), 1 + random.nextInt(60), day());
            lots.add(lot);
            shortage = false;
            return withDrain(new BatchAddedEvent(sku, lot.reference, lot.purchased, lot.eta));
        }

        private List<ProductEvent> allocate() {
            var orderId = givenUp.isEmpty() || random.nextBoolean() ? "order " + orders++ : givenUp.removeLast();
            var quantity = 1 + random.nextInt(20);
            var lot = firstFor(quantity);
            if (lot.isPresent()) {
                lines.add(new Line(orderId, quantity, lot.get()));
                return List.of(new LineAllocatedEvent(sku, orderId, "1", quantity, lot.get().reference, lot.get().eta));
            }
            if (random.nextBoolean()) {
                lines.add(new Line(orderId, quantity, null));
                return List.of(new LineBackorderedEvent(sku, orderId, "1", quantity));
            }
            var isFirst = !shortage;
            shortage = true;
            return isFirst ? List.of(new ShortageStartedEvent(sku, orderId, "1", quantity)) : List.of();
        }

        private List<ProductEvent> deallocate() {
            if (lines.isEmpty()) {
                return List.of();
            }
            var line = lines.remove(random.nextInt(lines.size()));
            givenUp.add(line.orderId);
            return withDrain(new LineReleasedEvent(sku, line.orderId, "1", line.quantity, reference(line.lot),
                    ReleaseReason.REQUESTED));
        }

        private List<ProductEvent> ship() {
            var line = lines.stream().filter(l -> l.lot != null && l.lot.eta == null).findAny();
            line.ifPresent(l -> {
                lines.remove(l);
                Objects.requireNonNull(l.lot).shipped += l.quantity;
            });
            return line.<List<ProductEvent>>map(l -> List.of(
                    new LineShippedEvent(sku, l.orderId, "1", l.quantity, Objects.requireNonNull(reference(l.lot)))))
                    .orElse(List.of());
        }

        private List<ProductEvent> changeEta() {
            var lot = lots.get(random.nextInt(lots.size()));
            var before = lot.eta;
            lot.eta = day();
            return Objects.equals(before, lot.eta)
                    ? List.of()
                    : List.of(new BatchEtaChangedEvent(sku, lot.reference, before, lot.eta));
        }

        private List<ProductEvent> changeQuantity() {
            var lot = lots.get(random.nextInt(lots.size()));
            var before = lot.purchased;
            var now = lot.shipped + random.nextInt(60);
            if (now == before) {
                return List.of();
            }
            var bumped = new ArrayList<Line>();
            for (var line : lines.reversed()) {
                if (line.lot == lot && available(lot) < before - now) {
                    bumped.addFirst(line);
                    line.lot = null;
                }
            }
            lot.purchased = now;
            shortage &= now < before;
            var placed = drain();
            var events = new ArrayList<ProductEvent>();
            bumped.stream().filter(line -> line.lot != lot)
                    .forEach(line -> events.add(move(line, lot.reference, MoveReason.BATCH_QUANTITY_REDUCED)));
            events.add(new BatchQuantityChangedEvent(sku, lot.reference, before, now, lot.shipped, lot.eta,
                    lot.position));
            placed.stream().filter(line -> !bumped.contains(line))
                    .forEach(line -> events.add(move(line, null, MoveReason.STOCK_BECAME_AVAILABLE)));
            return events;
        }

        private List<ProductEvent> withDrain(ProductEvent first) {
            var moves = drain().stream().map(line -> move(line, null, MoveReason.STOCK_BECAME_AVAILABLE));
            return Stream.concat(Stream.of(first), moves).toList();
        }

        private ProductEvent move(Line line, @Nullable String from, MoveReason reason) {
            return new LineMovedEvent(sku, line.orderId, "1", line.quantity, from, reference(line.lot),
                    line.lot == null ? null : line.lot.eta, reason);
        }

        private List<Line> drain() {
            var placed = new ArrayList<Line>();
            for (var line : lines) {
                if (line.lot == null) {
                    line.lot = firstFor(line.quantity).orElse(null);
                    if (line.lot != null) {
                        placed.add(line);
                    }
                }
            }
            return placed;
        }

        private Optional<Lot> firstFor(int quantity) {
            return lots.stream().sorted(MOST_PREFERRED_FIRST).filter(lot -> available(lot) >= quantity).findFirst();
        }

        private int available(Lot lot) {
            return lot.purchased - lot.shipped
                    - lines.stream().filter(line -> line.lot == lot).mapToInt(line -> line.quantity).sum();
        }

        private @Nullable String reference(@Nullable Lot lot) {
            return lot == null ? null : lot.reference;
        }
    }

    private @Nullable LocalDate day() {
        return random.nextBoolean() ? null : TODAY.plusDays(random.nextInt(10));
    }
}
