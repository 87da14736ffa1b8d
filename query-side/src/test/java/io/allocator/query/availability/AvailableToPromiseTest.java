package io.allocator.query.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.api.query.AvailabilityView.Day;
import io.allocator.api.query.BatchView;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvailableToPromiseTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final int DAYS = 10;

    @Test
    void withoutBatchesThereIsNothing() {
        assertThat(AvailableToPromise.of(List.of(), TODAY)).isEqualTo(new AvailableToPromise(0, List.of(), List.of()));
    }

    @Test
    void theWarehouseIsThereNowAndEachShipmentFromItsDay() {
        var promise = of(batch("here", null, 10, 3, 2), batch("a", 5, 20, 4, 0), batch("b", 5, 1, 0, 0),
                batch("c", 8, 7, 7, 0));

        assertThat(promise.now()).isEqualTo(5);
        assertThat(promise.days()).containsExactly(day(5, 21, 22), day(8, 7, 22));
        assertThat(promise.late()).isEmpty();
    }

    @Test
    void aShipmentOfTodayArrivesToday() {
        var promise = of(batch("here", null, 1, 0, 0), batch("today", 0, 10, 2, 0));

        assertThat(promise.now()).isEqualTo(1);
        assertThat(promise.days()).containsExactly(day(0, 10, 9));
    }

    /** Whoever holds a line on it will have to be given something else. */
    @Test
    void aLateShipmentSuppliesNothingAndItsLinesStayPromised() {
        var late = batch("late", -1, 100, 30, 0);
        var promise = of(batch("here", null, 10, 0, 0), late, batch("soon", 1, 50, 0, 0));

        assertThat(promise.now()).isZero();
        assertThat(promise.days()).containsExactly(day(1, 50, 30));
        assertThat(promise.late()).containsExactly(late);
    }

    @Test
    void whatIsMissingLaterCannotBePromisedNow() {
        var promise = of(batch("here", null, 10, 0, 0), batch("shrunk", 3, 5, 12, 0), batch("then", 4, 1, 0, 0));

        assertThat(promise.now()).isEqualTo(3);
        assertThat(promise.days()).containsExactly(day(3, 5, 3), day(4, 1, 4));
    }

    @Test
    void theLongestOverdueComesFirstAndWhatHasNothingToBringNotAtAll() {
        var promise = of(batch("late", -1, 1, 0, 0), batch("later", -3, 1, 0, 0), batch("given up", -9, 0, 0, 0),
                batch("given up too", 4, 0, 0, 0));

        assertThat(promise.late()).extracting(BatchView::ref).containsExactly("later", "late");
        assertThat(promise.days()).isEmpty();
    }

    @Test
    void manyLargeBatchesDoNotOverflow() {
        var large = batch("large", null, 1_000_000_000, 0, 0);

        assertThat(of(large, large, large, large).now()).isEqualTo(4_000_000_000L);
    }

    @Property
    void it_is_what_walking_through_the_days_one_by_one_says(@ForAll("batches") List<BatchView> batches) {
        var promise = AvailableToPromise.of(batches, TODAY);

        assertThat(promise.now()).isEqualTo(Naive.promisable(batches, -1));
        assertThat(promise.days()).isEqualTo(Naive.days(batches));
        assertThat(promise.late()).containsExactlyInAnyOrderElementsOf(
                batches.stream().filter(b -> Naive.isLate(b) && b.qty() > b.shipped()).toList());
    }

    /** Also lines beyond what a batch has: the least of all days is then not always the first. */
    @Provide
    Arbitrary<List<BatchView>> batches() {
        var day = Arbitraries.integers().between(-3, DAYS).injectNull(0.3);
        var units = Arbitraries.integers().between(0, 12);
        return Combinators.combine(day, units, units, units)
                .as((eta, qty, allocated, shipped) -> batch("b", eta, qty, allocated, Math.min(shipped, qty))).list()
                .ofMaxSize(8);
    }

    /** Day -1 is now, before anything of today arrives. Promises one unit more until a day would be short. */
    private static final class Naive {

        static List<Day> days(List<BatchView> batches) {
            return Stream.iterate(0, day -> day <= DAYS, day -> day + 1).filter(day -> arriving(batches, day) > 0)
                    .map(day -> day(day, arriving(batches, day), promisable(batches, day))).toList();
        }

        static long promisable(List<BatchView> batches, int day) {
            var units = 0;
            while (isEnoughFrom(batches, day, units + 1)) {
                units++;
            }
            return units;
        }

        private static boolean isEnoughFrom(List<BatchView> batches, int first, int further) {
            for (var day = first; day <= DAYS; day++) {
                var left = -further;
                for (var batch : batches) {
                    var due = batch.eta() == null || isLate(batch) || !batch.eta().isAfter(TODAY.plusDays(day));
                    if (due) {
                        left -= batch.allocated();
                    }
                    if (due && !isLate(batch)) {
                        left += batch.qty() - batch.shipped();
                    }
                }
                if (left < 0) {
                    return false;
                }
            }
            return true;
        }

        private static int arriving(List<BatchView> batches, int day) {
            return batches.stream().filter(b -> TODAY.plusDays(day).equals(b.eta()))
                    .mapToInt(b -> b.qty() - b.shipped()).sum();
        }

        static boolean isLate(BatchView batch) {
            return batch.eta() != null && batch.eta().isBefore(TODAY);
        }
    }

    private static AvailableToPromise of(BatchView... batches) {
        return AvailableToPromise.of(List.of(batches), TODAY);
    }

    private static Day day(int inDays, long arriving, long available) {
        return new Day(TODAY.plusDays(inDays), arriving, available);
    }

    private static BatchView batch(String ref, @Nullable Integer inDays, int qty, int allocated, int shipped) {
        return new BatchView(ref, "SKU", inDays == null ? null : TODAY.plusDays(inDays), qty, allocated, shipped,
                qty - allocated - shipped);
    }
}
