package io.allocator.command.product.stock;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ChangeBatchEtaCommand;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DrainCommand;
import io.allocator.api.command.OnShortage;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules as one would write them down who had all the time in the world: lists, sorted and searched each time. */
final class NaiveStock {

    static final class B {
        final String ref;
        int qty;
        @Nullable
        LocalDate eta;

        B(String ref, int qty, @Nullable LocalDate eta) {
            this.ref = ref;
            this.qty = qty;
            this.eta = eta;
        }
    }

    static final class L {
        final String id;
        final int qty;
        @Nullable
        String batch;
        boolean shipped;

        L(String id, int qty) {
            this.id = id;
            this.qty = qty;
        }
    }

    /** In the order in which they were added, and accepted. */
    final List<B> batches = new ArrayList<>();
    final List<L> lines = new ArrayList<>();

    /** Decides a command, changes accordingly, and answers with a word. */
    String run(ProductCommand<?> command) {
        return switch (command) {
            case AddBatchCommand c -> {
                var b = batch(c.reference());
                if (b != null) {
                    yield b.qty == c.quantity() && Objects.equals(b.eta, c.eta()) ? "same" : "conflict";
                }
                batches.add(new B(c.reference(), c.quantity(), c.eta()));
                drain();
                yield "ok";
            }
            case AllocateCommand c -> {
                if (batches.isEmpty()) {
                    yield "invalid";
                }
                var l = line(c.orderId() + "/" + c.lineId());
                if (l != null) {
                    yield l.shipped || l.qty != c.quantity() ? "conflict" : "same " + l.batch;
                }
                var accepted = new L(c.orderId() + "/" + c.lineId(), c.quantity());
                accepted.batch = preferred(c.quantity());
                if (accepted.batch == null && c.onShortage() == OnShortage.REJECT) {
                    yield "out of stock";
                }
                lines.add(accepted);
                yield "ok " + accepted.batch;
            }
            case DeallocateCommand c -> {
                var l = line(c.orderId() + "/" + c.lineId());
                if (l == null || l.shipped) {
                    yield l == null ? "not found" : "conflict";
                }
                lines.remove(l);
                drain();
                yield "ok";
            }
            case ShipLineCommand c -> {
                var l = line(c.orderId() + "/" + c.lineId());
                if (l == null || l.shipped) {
                    yield l == null ? "not found" : "same " + l.batch;
                }
                if (l.batch == null || Objects.requireNonNull(batch(l.batch)).eta != null) {
                    yield "conflict";
                }
                l.shipped = true;
                yield "ok " + l.batch;
            }
            case ChangeBatchQuantityCommand c -> {
                var b = batch(c.reference());
                if (b == null) {
                    yield "not found";
                }
                if (c.quantity() < lines.stream().filter(l -> l.shipped && c.reference().equals(l.batch))
                        .mapToInt(l -> l.qty).sum()) {
                    yield "conflict";
                }
                b.qty = c.quantity();
                for (var l : lines.reversed()) {
                    if (available(b) < 0 && !l.shipped && b.ref.equals(l.batch)) {
                        l.batch = null;
                    }
                }
                drain();
                yield "ok";
            }
            case ChangeBatchEtaCommand c -> {
                var b = batch(c.reference());
                if (b == null) {
                    yield "not found";
                }
                b.eta = c.eta();
                yield "ok";
            }
            case DrainCommand _ -> "ok";
        };
    }

    private void drain() {
        lines.stream().filter(l -> l.batch == null).forEach(l -> l.batch = preferred(l.qty));
    }

    private @Nullable String preferred(int quantity) {
        return batches.stream().sorted(Comparator.comparing(b -> Objects.requireNonNullElse(b.eta, LocalDate.MIN)))
                .filter(b -> available(b) >= quantity).map(b -> b.ref).findFirst().orElse(null);
    }

    int available(B batch) {
        return batch.qty - lines.stream().filter(l -> batch.ref.equals(l.batch)).mapToInt(l -> l.qty).sum();
    }

    private @Nullable B batch(String ref) {
        return batches.stream().filter(b -> b.ref.equals(ref)).findFirst().orElse(null);
    }

    private @Nullable L line(String id) {
        return lines.stream().filter(l -> l.id.equals(id)).findFirst().orElse(null);
    }

    /** The state of each line, by its id. */
    Map<String, String> states() {
        var states = new TreeMap<String, String>();
        lines.forEach(l -> states.put(l.id, (l.shipped ? "SHIPPED " : l.batch == null ? "BACKORDERED " : "ALLOCATED ")
                + l.batch + " " + l.qty));
        return states;
    }
}
