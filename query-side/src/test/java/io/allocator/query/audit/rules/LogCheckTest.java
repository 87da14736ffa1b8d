package io.allocator.query.audit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.testing.LawfulLife;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows the rules is clean, and each rule finds what breaks it. */
class LogCheckTest {

    private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

    @Property(tries = 300)
    void aLifeByTheRulesIsClean(@ForAll long seed) {
        var life = new LawfulLife(new Random(seed), 3).events(300);

        assertThat(check(recorded(life))).isEmpty();
    }

    @Property(tries = 100)
    void anEventThatIsLostIsMissed(@ForAll long seed) {
        var random = new Random(seed);
        var log = recorded(new LawfulLife(random, 1).events(100));
        var lost = log.remove(random.nextInt(log.size() - 1));

        assertThat(check(log)).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo("sequence");
            assertThat(violation.message())
                    .isEqualTo("Event " + lost.sequenceNumber() + " of the SKU is missing: the next one is "
                            + (lost.sequenceNumber() + 1));
        });
    }

    /** Each told in the words of the story: the last event of each breaks the rule, or what it leaves. */
    static Stream<Arguments> damaged() {
        return Stream.of(
                story("quantity", "out of range", batch("a", 0, null)),
                story("quantity", "out of range", batch("a", 9, null), placed("1", 1_000_000_001, "a", null)),
                story("batch", "no batch has made known", waiting("1", 3)),
                story("batch", "is not there", batch("a", 9, null), cut("b", 9, 5, 0, 0)),
                story("batch", "not 8 units", batch("a", 9, null), cut("a", 8, 5, 0, 0)),
                story("batch", "1 shipped", batch("a", 9, null), cut("a", 9, 5, 1, 0)),
                story("batch", "place 1", batch("a", 9, null), cut("a", 9, 5, 0, 1)),
                story("batch", "nothing changes", batch("a", 9, null), cut("a", 9, 9, 0, 0)),
                story("batch", "had ETA null before", batch("a", 9, null), eta("a", DAY, DAY.plusDays(1))),
                story("batch", "nothing changes", batch("a", 9, DAY), eta("a", DAY, DAY)),
                story("reference", "a second time", batch("a", 9, null), batch("a", 9, null)),
                story("reference", "another SKU has it", batch("batch 0", 9, null)),
                story("line", "is open already", batch("a", 9, null), placed("1", 3, "a", null),
                        placed("1", 3, "a", null)),
                story("line", "is open already", batch("a", 9, null), waiting("1", 10), waiting("1", 10)),
                story("line", "was shipped before", batch("a", 9, null), placed("1", 3, "a", null),
                        shipped("1", 3, "a"), placed("1", 3, "a", null)),
                story("line", "was shipped before", batch("a", 9, null), placed("1", 3, "a", null),
                        shipped("1", 3, "a"), shipped("1", 3, "a")),
                story("line", "is refused and is open", batch("a", 9, null), waiting("1", 10), refused("1", 10)),
                story("line", "is not there", batch("a", 9, null), released("1", 3, "a")),
                story("line", "is on batch a, not on batch b", batch("a", 9, null), batch("b", 9, null),
                        placed("1", 3, "a", null), released("1", 3, "b")),
                story("line", "is on batch a, not waiting", batch("a", 9, null), placed("1", 3, "a", null),
                        released("1", 3, null)),
                story("line", "has a quantity of 3, not 4", batch("a", 9, null), placed("1", 3, "a", null),
                        shipped("1", 4, "a")),
                story("line", "gets a line and is not there", batch("a", 9, null), placed("1", 3, "b", null)),
                story("line", "The ETA told", batch("a", 9, null), placed("1", 3, "a", DAY)),
                story("line", "moves to where it is", batch("a", 9, null), placed("1", 3, "a", null),
                        bumped("1", 3, "a", "a")),
                story("room", "is oversold", batch("a", 9, null), placed("1", 5, "a", null),
                        placed("2", 5, "a", null)),
                story("room", "is oversold", batch("a", 9, null), placed("1", 5, "a", null), cut("a", 9, 4, 0, 0)),
                story("room", "is oversold", batch("a", 9, null), batch("b", 2, null), placed("1", 5, "a", null),
                        bumped("1", 5, "a", "b")),
                story("shipment", "which arrives on 2026-04-01", batch("a", 9, DAY), placed("1", 5, "a", DAY),
                        shipped("1", 5, "a")),
                story("preference", "batch b, with room for it, is preferred", batch("a", 9, DAY),
                        batch("b", 9, null), placed("1", 5, "a", DAY)),
                story("preference", "batch a, with room for it, is preferred", batch("a", 9, DAY),
                        batch("b", 9, DAY), placed("1", 5, "b", DAY)),
                story("preference", "waits, and batch a has room", batch("a", 9, null), waiting("1", 3)),
                story("preference", "is refused, and batch a has room", batch("a", 9, null), refused("1", 3)),
                story("preference", "batch a, with room for it, is preferred", batch("a", 4, null), waiting("1", 5),
                        batch("b", 9, DAY), cut("a", 4, 6, 0, 0), drained("1", 5, "b", DAY)),
                story("bump", "waits and is bumped", batch("a", 4, null), waiting("1", 5), batch("b", 9, DAY),
                        bumped("1", 5, null, "b")),
                story("bump", "among lines of batch a", batch("a", 9, null), batch("b", 9, DAY),
                        placed("1", 5, "a", null), placed("2", 5, "b", DAY), bumped("1", 5, "a", null),
                        bumped("2", 5, "b", null)),
                story("bump", "did not get smaller", batch("a", 9, null), placed("1", 5, "a", null),
                        bumped("1", 5, "a", null), cut("a", 9, 12, 0, 0)),
                story("bump", "did not get smaller", batch("a", 9, null), placed("1", 5, "a", null),
                        bumped("1", 5, "a", null)),
                story("drain", "waits for 5 units, and a batch has them", batch("a", 4, null), waiting("1", 5),
                        batch("b", 9, DAY)),
                story("drain", "waits for 5 units, and a batch has them", batch("a", 4, null), waiting("1", 5),
                        batch("b", 9, DAY), placed("2", 1, "a", null)),
                story("drain", "waits for 4 units, and a batch has them", batch("a", 4, null),
                        placed("1", 4, "a", null), waiting("2", 4), released("1", 4, "a")),
                story("drain", "which was accepted earlier and fits", batch("a", 4, null), waiting("1", 5),
                        waiting("2", 5), batch("b", 9, DAY), drained("2", 5, "b", DAY)),
                story("drain", "gets stock as if it had waited", batch("a", 9, null), batch("b", 9, DAY),
                        placed("1", 5, "a", null), drained("1", 5, "b", DAY)),
                story("shortage", "the one before is not over", batch("a", 2, null), refused("1", 3),
                        refused("2", 3)),
                story("shortage", "the one before is not over", batch("a", 4, null), refused("1", 5),
                        cut("a", 4, 3, 0, 0), refused("2", 5)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("damaged")
    void eachRuleFindsWhatBreaksIt(String rule, String words, List<ProductEvent> story) {
        var log = new LawfulLife(new Random(1), 2).events(50);
        assertThat(log).anyMatch(event -> event instanceof BatchAddedEvent added
                && added.batchReference().equals("batch 0"));
        log.addAll(story);

        var violations = check(recorded(log));

        assertThat(violations).allSatisfy(violation -> assertThat(violation.sku()).isEqualTo("SKU X"))
                .anySatisfy(violation -> {
                    assertThat(violation.rule()).isEqualTo(rule);
                    assertThat(violation.message()).contains(words);
                    assertThat(violation.globalIndex()).isEqualTo(log.size());
                });
    }

    /** In each story but for its last event, nothing is wrong: the test above would not see what else is reported. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("damaged")
    void nothingIsWrongBefore(String rule, String words, List<ProductEvent> story) {
        var before = story.subList(0, story.size() - 1);
        var isInTheMiddle = List.of("bump", "drain", "preference");

        assertThat(check(recorded(before)))
                .allMatch(violation -> isInTheMiddle.contains(rule) && isInTheMiddle.contains(violation.rule()));
    }

    @Test
    void aShortageIsOverWhenSupplyGrows() {
        assertThat(check(recorded(List.of(batch("a", 2, null), refused("1", 5), cut("a", 2, 3, 0, 0), refused("2", 5),
                batch("b", 1, DAY), refused("3", 5))))).isEmpty();
    }

    @Test
    void aDrainOfVeryManyLinesMayGoOnLater() {
        var log = new ArrayList<ProductEvent>();
        log.add(batch("a", 1, null));
        log.add(placed("first", 1, "a", null));
        IntStream.range(0, 2_001).forEach(n -> log.add(waiting("n" + n, 1)));
        log.add(batch("b", 2_001, null));
        IntStream.range(0, 2_000).forEach(n -> log.add(drained("n" + n, 1, "b", null)));
        assertThat(check(recorded(log))).isEmpty();
        log.add(eta("a", null, DAY));
        assertThat(check(recorded(log))).isEmpty();
        log.add(drained("n2000", 1, "b", null));
        assertThat(check(recorded(log))).isEmpty();
    }

    /** Lines of a batch that is made larger stay where they are. */
    @Test
    void whoIsLeftWaitingByALargerBatchOfManyLinesIsFound() {
        var log = new ArrayList<ProductEvent>();
        log.add(batch("a", 2_001, null));
        IntStream.range(0, 2_001).forEach(n -> log.add(placed("n" + n, 1, "a", null)));
        log.add(waiting("left", 1));
        log.add(cut("a", 2_001, 2_002, 0, 0));

        assertThat(check(recorded(log))).singleElement().extracting(Violation::message).asString()
                .contains("waits for 1 units, and a batch has them");
    }

    /** The two thousand that are placed first stay on their batch, which is no event. */
    @Test
    void linesThatAreBumpedAndDoNotComeBackAtOnceMayDoSoLater() {
        var log = new ArrayList<ProductEvent>();
        log.add(batch("a", 13_000, null));
        log.add(placed("large", 10_000, "a", null));
        IntStream.range(0, 3_000).forEach(n -> log.add(placed("n" + n, 1, "a", null)));
        log.add(bumped("large", 10_000, "a", null));
        IntStream.range(2_000, 3_000).forEach(n -> log.add(bumped("n" + n, 1, "a", null)));
        log.add(cut("a", 13_000, 9_999, 0, 0));
        log.add(batch("b", 1, DAY));
        assertThat(check(recorded(log))).isEmpty();
        IntStream.range(2_000, 3_000).forEach(n -> log.add(drained("n" + n, 1, "a", null)));
        assertThat(check(recorded(log))).isEmpty();
    }

    @Test
    void anEventAboutAnotherSkuIsFound() {
        var found = new ArrayList<Violation>();
        var check = new LogCheck(found::add);
        check.next("SKU Y", new RecordedEvent(batch("a", 1, null), 1, 0, Instant.EPOCH, null));
        check.end();

        assertThat(found)
                .containsExactly(new Violation("sequence", "SKU Y", 1, "The event is about another SKU, SKU X"));
    }

    @Test
    void anEventThatStandsBeforeTheOneItFollowsIsFound() {
        var found = new ArrayList<Violation>();
        var check = new LogCheck(found::add);
        check.next("SKU X", new RecordedEvent(batch("a", 1, null), 7, 0, Instant.EPOCH, null));
        check.next("SKU X", new RecordedEvent(batch("b", 1, null), 6, 1, Instant.EPOCH, null));
        check.end();

        assertThat(found).extracting(Violation::rule).containsExactly("sequence");
    }

    private static Arguments story(String rule, String words, ProductEvent... events) {
        return arguments(rule, words, List.of(events));
    }

    /** As they stand in a log, one SKU after the other. */
    private static List<RecordedEvent> recorded(List<ProductEvent> log) {
        var numbers = new HashMap<String, Long>();
        var recorded = new ArrayList<RecordedEvent>();
        for (var event : log) {
            recorded.add(new RecordedEvent(event, recorded.size() + 1, numbers.merge(event.sku(), 1L, Long::sum) - 1,
                    Instant.EPOCH, null));
        }
        recorded.sort(Comparator.comparing((RecordedEvent r) -> r.event().sku())
                .thenComparingLong(RecordedEvent::sequenceNumber));
        return recorded;
    }

    private static List<Violation> check(List<RecordedEvent> log) {
        var found = new ArrayList<Violation>();
        var check = new LogCheck(found::add);
        log.forEach(recorded -> check.next(recorded.event().sku(), recorded));
        check.end();
        return found;
    }

    private static ProductEvent batch(String reference, int quantity, @Nullable LocalDate day) {
        return new BatchAddedEvent("SKU X", reference, quantity, day);
    }

    private static ProductEvent cut(String reference, int before, int now, int shipped, int position) {
        return new BatchQuantityChangedEvent("SKU X", reference, before, now, shipped, null, position);
    }

    private static ProductEvent eta(String reference, @Nullable LocalDate before, @Nullable LocalDate now) {
        return new BatchEtaChangedEvent("SKU X", reference, before, now);
    }

    private static ProductEvent placed(String order, int quantity, String batch, @Nullable LocalDate day) {
        return new LineAllocatedEvent("SKU X", order, "1", quantity, batch, day);
    }

    private static ProductEvent waiting(String order, int quantity) {
        return new LineBackorderedEvent("SKU X", order, "1", quantity);
    }

    private static ProductEvent refused(String order, int quantity) {
        return new ShortageStartedEvent("SKU X", order, "1", quantity);
    }

    private static ProductEvent bumped(String order, int quantity, @Nullable String from, @Nullable String to) {
        return new LineMovedEvent("SKU X", order, "1", quantity, from, to, null, MoveReason.BATCH_QUANTITY_REDUCED);
    }

    private static ProductEvent drained(String order, int quantity, String to, @Nullable LocalDate day) {
        return new LineMovedEvent("SKU X", order, "1", quantity, null, to, day, MoveReason.STOCK_BECAME_AVAILABLE);
    }

    private static ProductEvent released(String order, int quantity, @Nullable String batch) {
        return new LineReleasedEvent("SKU X", order, "1", quantity, batch, ReleaseReason.REQUESTED);
    }

    private static ProductEvent shipped(String order, int quantity, String batch) {
        return new LineShippedEvent("SKU X", order, "1", quantity, batch);
    }
}
