package io.allocator.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.support.TransactionOperations;

/** Which SKUs are to blame, found with a projection that fails as it is told; savepoints are tested with the database. */
class SetAsideTest {

    private final List<RecordedEvent> kept = new ArrayList<>();
    private int calls;

    @Test
    void whereNothingFailsAllIsDoneAtOnce() {
        assertThat(project(_ -> false, 300)).isEmpty();

        assertThat(calls).isEqualTo(1);
        assertThat(kept).hasSize(600);
    }

    @Test
    void oneThatFailsAmongManyIsFoundInFewSteps() {
        var failing = project(event -> event.sku().equals("S137") && event.sequenceNumber() == 1, 300);

        assertThat(failing).extracting(Letter::sku, Letter::sequenceNumber, Letter::cause)
                .containsExactly(tuple("S137", 1L, "IllegalStateException: no"));
        assertThat(calls).isLessThan(25);
        assertThat(kept).hasSize(599).doesNotHaveDuplicates();
    }

    @Test
    void ofEachThatFailsOnlyWhatComesBeforeIsKept() {
        var failing = project(event -> event.sequenceNumber() == 0 && event.globalIndex() % 3 == 0, 30);

        assertThat(failing).hasSize(10);
        assertThat(kept).hasSize(40).doesNotHaveDuplicates()
                .noneMatch(event -> failing.stream().anyMatch(letter -> letter.sku().equals(event.sku())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "40001", "53100", "55P03", "57014", "25006", "42P01"})
    void whatWillPassBlamesNobody(String state) {
        var failure = new UncategorizedSQLException("test", null, new SQLException("test", state));
        var setAside = new SetAside(new Failing(_ -> {
            throw failure;
        }), TransactionOperations.withoutTransaction());

        assertThatThrownBy(() -> setAside.project(events(2))).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "23505", "23514", "P0001", "54000"})
    void whatLiesInTheEventBlamesIt(String state) {
        var setAside = new SetAside(new Failing(_ -> {
            throw new UncategorizedSQLException("test", null, new SQLException("test", state));
        }), TransactionOperations.withoutTransaction());

        assertThat(setAside.project(events(2))).hasSize(2);
    }

    private List<Letter> project(Predicate<RecordedEvent> fails, int skus) {
        return new SetAside(new Failing(events -> {
            calls++;
            if (events.stream().anyMatch(fails)) {
                throw new IllegalStateException("no");
            }
            kept.addAll(events);
        }), TransactionOperations.withoutTransaction()).project(events(skus));
    }

    /** Two of each SKU, all first ones first. */
    private static List<RecordedEvent> events(int skus) {
        return IntStream.range(0, 2 * skus)
                .mapToObj(i -> new RecordedEvent(new BatchAddedEvent("S" + i % skus, "b" + i, 1, null), i, i / skus,
                        Instant.EPOCH, null))
                .toList();
    }

    private record Failing(Consumer<List<RecordedEvent>> on) implements Projection {

        @Override
        public String view() {
            return "view";
        }

        @Override
        public List<String> tables() {
            return List.of();
        }

        @Override
        public void project(List<RecordedEvent> events) {
            on.accept(events);
        }
    }
}
