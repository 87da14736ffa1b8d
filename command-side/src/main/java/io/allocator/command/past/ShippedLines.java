package io.allocator.command.past;

import io.allocator.api.event.LineShippedEvent;
import io.allocator.command.product.stock.PastStock.ShippedLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shipped lines of one unit of work, which decides many commands: those that it asks for are looked up together, and those
 * that it adds are written together at its end.
 */
final class ShippedLines {

    private final Table table;
    private final Set<LineName> expected = new HashSet<>();
    private final Set<LineName> lookedUp = new HashSet<>();
    private final Map<LineName, ShippedLine> known = new HashMap<>();
    private final List<LineShippedEvent> added = new ArrayList<>();

    ShippedLines(Table table) {
        this.table = table;
    }

    /** Where they are kept. */
    interface Table {

        /** Those of these lines that were shipped. */
        Map<LineName, ShippedLine> find(Collection<LineName> lines);

        /** Adds lines. */
        void add(List<LineShippedEvent> lines);
    }

    /** These lines may be asked for. */
    void expect(Collection<LineName> lines) {
        expected.addAll(lines);
    }

    /** A line, if it was shipped before, or in this unit of work. */
    Optional<ShippedLine> find(LineName line) {
        if (!lookedUp.contains(line)) {
            expected.add(line);
            // what was added meanwhile is not in the table yet
            table.find(expected).forEach(known::putIfAbsent);
            lookedUp.addAll(expected);
            expected.clear();
        }
        return Optional.ofNullable(known.get(line));
    }

    /**
     * A product was read just now. Another node may have shipped lines of it since they were looked up, and the product may
     * know: what was not found is to be looked up again.
     */
    void lookAgain(String sku) {
        var notFound = lookedUp.stream().filter(line -> line.sku().equals(sku) && !known.containsKey(line)).toList();
        notFound.forEach(lookedUp::remove);
        expected.addAll(notFound);
    }

    /** A line is shipped now. */
    void add(LineShippedEvent line) {
        known.put(new LineName(line.sku(), line.orderId(), line.lineId()),
                new ShippedLine(line.quantity(), line.batchReference()));
        added.add(line);
    }

    /** Writes down what was added. */
    void write() {
        if (!added.isEmpty()) {
            table.add(added);
        }
    }
}
