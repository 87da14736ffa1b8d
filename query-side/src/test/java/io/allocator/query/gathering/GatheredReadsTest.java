package io.allocator.query.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allocator.http.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

/** Who shares a statement with whom; each statement ends when the test says so. */
@Timeout(30)
class GatheredReadsTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final LinkedBlockingQueue<Set<String>> begun = new LinkedBlockingQueue<>();
    private final Semaphore ends = new Semaphore(0, true);
    private final AtomicInteger statements = new AtomicInteger();

    private Callers<String> callers = new Callers<>(1, Duration.ZERO);
    private final GatheredReads<String> reads = new GatheredReads<>(this::statement, callers, Duration.ZERO);

    @Test
    void whoComesAloneReadsAtOnceOnItsOwnThread() {
        var readers = new ArrayList<Thread>();
        var alone = new GatheredReads<String>(keys -> {
            readers.add(Thread.currentThread());
            return Map.of("there", "found");
        });

        assertThat(alone.find("there")).contains("found");
        assertThat(alone.find("not there")).isEmpty();

        assertThat(readers).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void thoseWhoWaitShareTheNextStatement() throws Exception {
        var first = ask("a");
        assertThat(begun.take()).containsExactly("a");
        var waiting = List.of(askAndWait("b"), askAndWait("c"), askAndWait("b"), askAndWait("none"));

        ends.release();
        assertThat(begun.take()).containsExactlyInAnyOrder("b", "c", "none");
        ends.release();

        assertAnswer(first, "a of statement 1");
        assertAnswer(waiting.get(0), "b of statement 2");
        assertAnswer(waiting.get(1), "c of statement 2");
        assertAnswer(waiting.get(2), "b of statement 2");
        assertThat(waiting.get(3).answer()).succeedsWithin(SOON).isEqualTo(Optional.empty());
    }

    @Test
    void aKeyDoesNotJoinAStatementThatBeganBeforeItWasAskedFor() throws Exception {
        var early = ask("a");
        assertThat(begun.take()).containsExactly("a");
        var late = askAndWait("a");

        ends.release(2);

        assertAnswer(early, "a of statement 1");
        assertAnswer(late, "a of statement 2");
    }

    @Test
    void soManyKeysShareAStatementAndTheOthersTheNext() throws Exception {
        ask("a");
        begun.take();
        for (var i = 0; i < 100; i++) {
            askAndWait("key " + i);
        }

        ends.release(3);

        assertThat(begun.take()).containsExactlyInAnyOrderElementsOf(keys(0, 64));
        assertThat(begun.take()).containsExactlyInAnyOrderElementsOf(keys(64, 100));
    }

    @Test
    void besideAStatementForOneAnotherBeginsAtOnce() throws Exception {
        var two = new GatheredReads<>(this::statement, new Callers<>(2, NEVER), Duration.ZERO);
        Asked.of(two, "a");
        assertThat(begun.take()).containsExactly("a");
        Asked.of(two, "b");
        assertThat(begun.take()).containsExactly("b");
        ends.release(2);
    }

    @Test
    void besideAStatementForSeveralTheNextWaits() throws Exception {
        var two = crowd(new Callers<>(2, NEVER));

        var late = askAndWait(two, "d");

        ends.release(1);
        assertThat(begun.take()).containsExactly("d");
        ends.release(1);
        assertAnswer(late, "d of statement 4");
    }

    @Test
    void besideAStatementForSeveralThatTakesLongAnotherBegins() throws Exception {
        var two = crowd(new Callers<>(2, Duration.ZERO));

        Asked.of(two, "d");

        assertThat(begun.take()).containsExactly("d");
        ends.release(2);
    }

    /** Two statements for one caller each have ended, and one for two, the third, is under way. */
    private GatheredReads<String> crowd(Callers<String> two) throws Exception {
        callers = two;
        var crowded = new GatheredReads<>(this::statement, two, Duration.ZERO);
        var one = Asked.of(crowded, "a");
        assertThat(begun.take()).containsExactly("a");
        var other = Asked.of(crowded, "b");
        assertThat(begun.take()).containsExactly("b");
        askAndWait(crowded, "c");
        askAndWait(crowded, "e");
        ends.release(1);
        assertThat(begun.take()).containsExactlyInAnyOrder("c", "e");
        ends.release(1);
        await().until(() -> one.answer().isDone() && other.answer().isDone());
        return crowded;
    }

    @Test
    void aKeyThatFailsFailsAlone() throws Exception {
        ask("a");
        begun.take();
        var good = askAndWait("b");
        var bad = askAndWait("bad");
        var alsoGood = askAndWait("c");

        ends.release(5);

        assertAnswer(good, "b of statement 3");
        assertThat(bad.answer()).failsWithin(SOON).withThrowableThat().withCause(new IllegalStateException("bad"));
        assertAnswer(alsoGood, "c of statement 5");
        assertThat(begun).containsExactly(Set.of("b", "bad", "c"), Set.of("b"), Set.of("bad"), Set.of("c"));
    }

    @Test
    void whenTheDatabaseIsAwayAllWhoWaitAreToldAtOnce() throws Exception {
        var reader = ask("away");
        begun.take();
        var waiting = List.of(askAndWait("a"), askAndWait("b"));

        ends.release();

        assertThat(reader.answer()).failsWithin(SOON).withThrowableThat()
                .withCauseInstanceOf(DataAccessResourceFailureException.class);
        assertThat(waiting).allSatisfy(asked -> assertThat(asked.answer()).failsWithin(SOON).withThrowableThat()
                .withCauseInstanceOf(DataAccessResourceFailureException.class));
        assertThat(begun).isEmpty();
        ends.release();
        assertAnswer(ask("a"), "a of statement 2");
    }

    @Test
    void aConnectionThatBreaksConcernsItsReaderAlone() throws Exception {
        var patient = new GatheredReads<>(this::statement, callers, Duration.ofDays(1));
        var first = Asked.of(patient, "a");
        begun.take();
        var reader = askAndWait(patient, "away");
        var other = askAndWait(patient, "b");

        ends.release(3);

        assertAnswer(first, "a of statement 1");
        assertThat(reader.answer()).failsWithin(SOON).withThrowableThat()
                .withCauseInstanceOf(DataAccessResourceFailureException.class);
        assertAnswer(other, "b of statement 3");
    }

    @Test
    void whenTheDatabaseGoesWhileKeysAreReadAloneAllWhoAreLeftAreTold() throws Exception {
        ask("a");
        begun.take();
        var group = List.of(askAndWait("bad"), askAndWait("away"), askAndWait("b"));

        ends.release(4);

        assertThat(group.get(0).answer()).failsWithin(SOON);
        assertThat(group.subList(1, 3)).allSatisfy(asked -> assertThat(asked.answer()).failsWithin(SOON)
                .withThrowableThat().withCauseInstanceOf(DataAccessResourceFailureException.class));
        assertThat(begun).containsExactly(Set.of("bad", "away", "b"), Set.of("bad"), Set.of("away"));
    }

    @Test
    void aReaderThatEndsByAnErrorPassesItsTurnOn() throws Exception {
        var reader = ask("error");
        begun.take();
        var next = askAndWait("a");

        ends.release(2);

        assertThat(reader.answer()).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(StackOverflowError.class);
        assertAnswer(next, "a of statement 2");
    }

    @Test
    void whoIsInterruptedLeavesAndTheOthersAreAnswered() throws Exception {
        ask("a");
        begun.take();
        var gone = askAndWait("b");
        var stays = askAndWait("c");

        gone.thread().interrupt();
        assertThat(gone.answer()).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(ProblemException.class);
        ends.release(2);

        assertAnswer(stays, "c of statement 2");
        assertThat(begun).containsExactly(Set.of("c"));
    }

    @Test
    void aReaderThatIsInterruptedFailsAlone() throws Exception {
        ask("a");
        begun.take();
        var reader = askAndWait("b");
        var other = askAndWait("c");
        ends.release();
        assertThat(begun.take()).containsExactlyInAnyOrder("b", "c");

        reader.thread().interrupt();
        assertThat(reader.answer()).failsWithin(SOON);
        ends.release();

        assertAnswer(other, "c of statement 3");
    }

    /** Who asked, on a thread of its own. */
    private record Asked(Thread thread, CompletableFuture<Optional<String>> answer) {

        static Asked of(GatheredReads<String> reads, String key) {
            var answer = new CompletableFuture<Optional<String>>();
            return new Asked(Thread.startVirtualThread(() -> {
                try {
                    answer.complete(reads.find(key));
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            }), answer);
        }
    }

    private Asked ask(String key) {
        return Asked.of(reads, key);
    }

    /** Returns once the caller waits, behind those who waited before. */
    private Asked askAndWait(String key) {
        return askAndWait(reads, key);
    }

    private Asked askAndWait(GatheredReads<String> asks, String key) {
        var before = callers.waiting();
        var asked = Asked.of(asks, key);
        await().pollInterval(Duration.ofMillis(1)).until(() -> callers.waiting() == before + 1);
        return asked;
    }

    private Map<String, String> statement(Set<String> keys) {
        var statement = statements.incrementAndGet();
        begun.add(keys);
        try {
            ends.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        }
        if (keys.contains("error")) {
            throw new StackOverflowError();
        }
        if (keys.contains("bad")) {
            throw new IllegalStateException("bad");
        }
        if (keys.contains("away")) {
            throw away();
        }
        var found = new HashMap<String, String>();
        keys.stream().filter(key -> !key.equals("none"))
                .forEach(key -> found.put(key, key + " of statement " + statement));
        return found;
    }

    private static RuntimeException away() {
        return new DataAccessResourceFailureException("away", new SQLException("terminated", "57P01"));
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "key " + i).toList();
    }

    private static void assertAnswer(Asked asked, String answer) {
        assertThat(asked.answer()).succeedsWithin(SOON).isEqualTo(Optional.of(answer));
    }
}
