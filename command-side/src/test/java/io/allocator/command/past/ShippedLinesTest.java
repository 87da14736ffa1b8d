package io.allocator.command.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.event.LineShippedEvent;
import io.allocator.command.product.stock.PastStock.ShippedLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShippedLinesTest {

    private static final LineName ONE = new LineName("RED-CHAIR", "o1", "1");
    private static final LineName OTHER = new LineName("RED-CHAIR", "o2", "1");
    private static final LineName UNEXPECTED = new LineName("BLUE-CHAIR", "o1", "1");

    private final RecordedTable table = new RecordedTable();
    private final ShippedLines lines = new ShippedLines(table);

    @Test
    void lines_that_are_expected_are_looked_up_together() {
        table.rows.put(OTHER, new ShippedLine(3, "b1"));
        lines.expect(List.of(ONE, OTHER));

        assertThat(lines.find(ONE)).isEmpty();
        assertThat(lines.find(OTHER)).contains(new ShippedLine(3, "b1"));

        assertThat(table.asked).containsExactly(Set.of(ONE, OTHER));
    }

    @Test
    void nothing_is_looked_up_as_long_as_nobody_asks() {
        lines.expect(List.of(ONE, OTHER));

        assertThat(table.asked).isEmpty();
    }

    @Test
    void a_line_that_nobody_expected_is_looked_up_alone() {
        table.rows.put(UNEXPECTED, new ShippedLine(1, "b2"));
        lines.expect(List.of(ONE));
        lines.find(ONE);

        assertThat(lines.find(UNEXPECTED)).contains(new ShippedLine(1, "b2"));

        assertThat(table.asked).containsExactly(Set.of(ONE), Set.of(UNEXPECTED));
    }

    @Test
    void a_line_that_was_shipped_in_this_unit_of_work_is_known_before_it_is_written() {
        lines.expect(List.of(ONE, OTHER));
        lines.find(ONE);
        lines.add(shipped(OTHER));

        assertThat(lines.find(OTHER)).contains(new ShippedLine(2, "b1"));

        assertThat(table.rows).isEmpty();
    }

    @Test
    void what_was_not_found_before_its_product_was_read_is_looked_up_again() {
        table.rows.put(OTHER, new ShippedLine(3, "b1"));
        lines.expect(List.of(ONE, OTHER, UNEXPECTED));
        lines.find(UNEXPECTED);
        table.rows.put(ONE, new ShippedLine(2, "b1"));

        lines.lookAgain("RED-CHAIR");

        assertThat(lines.find(ONE)).contains(new ShippedLine(2, "b1"));
        assertThat(lines.find(OTHER)).contains(new ShippedLine(3, "b1"));
        assertThat(lines.find(UNEXPECTED)).isEmpty();
        assertThat(table.asked).containsExactly(Set.of(ONE, OTHER, UNEXPECTED), Set.of(ONE));
    }

    @Test
    void lines_are_written_together() {
        lines.add(shipped(ONE));
        lines.add(shipped(OTHER));

        lines.write();

        assertThat(table.added).containsExactly(List.of(shipped(ONE), shipped(OTHER)));
    }

    @Test
    void without_a_shipped_line_nothing_is_written() {
        lines.write();

        assertThat(table.added).isEmpty();
    }

    private static LineShippedEvent shipped(LineName line) {
        return new LineShippedEvent(line.sku(), line.orderId(), line.lineId(), 2, "b1");
    }

    private static final class RecordedTable implements ShippedLines.Table {

        private final Map<LineName, ShippedLine> rows = new HashMap<>();
        private final List<Set<LineName>> asked = new ArrayList<>();
        private final List<List<LineShippedEvent>> added = new ArrayList<>();

        @Override
        public Map<LineName, ShippedLine> find(Collection<LineName> lines) {
            asked.add(Set.copyOf(lines));
            return rows.entrySet().stream().filter(row -> lines.contains(row.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public void add(List<LineShippedEvent> lines) {
            added.add(List.copyOf(lines));
        }
    }
}
