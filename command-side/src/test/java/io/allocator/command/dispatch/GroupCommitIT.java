package io.allocator.command.dispatch;

import static io.allocator.api.command.OnShortage.BACKORDER;
import static io.allocator.api.command.OnShortage.REJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.command.CommandSideNode;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Commands of one lane, which are committed together. While the store is locked from outside they gather behind the first one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GroupCommitIT {

    private static final String STORE = "LOCK TABLE event_store.domain_event IN EXCLUSIVE MODE";

    private static CommandSideNode node;
    private static int tests;
    private String sku = "";

    @BeforeAll
    static void start() {
        node = CommandSideNode.on(CommandSideNode.newDatabase(), "--allocator.commands.lanes=1",
                "--allocator.commands.patience=60s",
                "--allocator.commands.stalled-after=60s");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void anotherSku() {
        sku = "SKU-" + ++tests;
    }

    @Test
    void commands_that_arrive_together_share_a_transaction_and_each_gets_its_own_answer() throws SQLException {
        add(sku, 30);
        List<CompletableFuture<Decided<AllocateOutcome>>> answers;
        try (var _ = locked(STORE)) {
            blockLane();
            answers = IntStream.range(0, 40).mapToObj(n -> send(allocate(sku, "o" + n))).toList();
        }

        var outcomes = answers.stream().map(answer -> answer.join().outcome()).toList();

        assertThat(outcomes.subList(0, 30)).containsOnly(new AllocateOutcome.Allocated(sku + "-b", null));
        assertThat(outcomes.subList(30, 40)).containsOnly(new AllocateOutcome.OutOfStock());
        assertThat(transactionsOf("o%")).isEqualTo(1);
    }

    @Test
    void commands_of_one_SKU_are_decided_in_the_order_in_which_they_came() throws SQLException {
        add(sku, 5);
        var orders = IntStream.range(0, 200).mapToObj(n -> "in-order-" + n).toList();
        List<CompletableFuture<Decided<AllocateOutcome>>> answers;
        try (var _ = locked(STORE)) {
            blockLane();
            // another SKU between each two, so that they are not all that there is
            answers = orders.stream().flatMap(order -> Stream.of(
                    send(new AllocateCommand(sku, order, "1", 1, BACKORDER)), send(allocate("NONE-" + order, order))))
                    .toList();
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).join();

        assertThat(node.sql().sql("""
                SELECT payload ->> 'orderId' FROM event_store.readable_event
                WHERE sku = ? AND event LIKE 'Line%' ORDER BY n
                """).param(sku).query(String.class).list()).isEqualTo(orders);
    }

    @Test
    void a_command_that_fails_fails_alone() throws SQLException {
        add(sku, 100);
        // the store refuses this one event, whatever comes with it
        node.sql().sql("ALTER TABLE event_store.domain_event ADD CONSTRAINT no_such_order"
                + " CHECK (payload NOT LIKE '%the-bad-one%') NOT VALID").update();
        try {
            List<CompletableFuture<Decided<AllocateOutcome>>> before;
            CompletableFuture<Decided<AllocateOutcome>> bad;
            List<CompletableFuture<Decided<AllocateOutcome>>> after;
            try (var _ = locked(STORE)) {
                blockLane();
                before = IntStream.range(0, 20).mapToObj(n -> send(allocate(sku, "before-" + n))).toList();
                bad = send(allocate(sku, "the-bad-one"));
                after = IntStream.range(0, 20).mapToObj(n -> send(allocate(sku, "after-" + n))).toList();
            }

            assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("no_such_order");
            Stream.concat(before.stream(), after.stream()).forEach(answer -> assertThat(answer.join().outcome())
                    .isEqualTo(new AllocateOutcome.Allocated(sku + "-b", null)));
            assertThat(lines(sku)).isEqualTo(40);
        } finally {
            node.sql().sql("ALTER TABLE event_store.domain_event DROP CONSTRAINT no_such_order").update();
        }
    }

    @Test
    void there_is_no_answer_before_the_commit() throws SQLException {
        add(sku, 10);
        // held back in the commit itself: a deferred trigger that waits for a lock
        holdCommitsBack("PERFORM pg_advisory_xact_lock(4711)");
        try {
            CompletableFuture<Decided<AllocateOutcome>> answer;
            try (var _ = locked("SELECT pg_advisory_xact_lock(4711)")) {
                answer = send(allocate(sku, "held"));
                await().until(() -> node.sql().sql(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 4711")
                        .query(Long.class).single() == 1);

                assertThat(answer).isNotDone();
                assertThat(lines(sku)).isZero();
            }
            assertThat(answer.join().outcome()).isEqualTo(new AllocateOutcome.Allocated(sku + "-b", null));
            assertThat(lines(sku)).isEqualTo(1);
        } finally {
            letCommitsGo();
        }
    }

    @Test
    void a_commit_that_fails_is_answered_with_an_error_and_leaves_nothing() throws SQLException {
        add(sku, 1);
        holdCommitsBack("RAISE EXCEPTION 'not this time'");
        try {
            assertThatThrownBy(() -> send(allocate(sku, "o1")).get()).hasStackTraceContaining("not this time");
        } finally {
            letCommitsGo();
        }

        assertThat(lines(sku)).isZero();
        // nor in memory: the only unit is still there
        assertThat(send(allocate(sku, "o2")).join().outcome())
                .isEqualTo(new AllocateOutcome.Allocated(sku + "-b", null));
    }

    @Test
    void each_event_carries_who_asked_though_several_asked_together() throws SQLException {
        add(sku, 10);
        List<CompletableFuture<?>> answers;
        try (var _ = locked(STORE)) {
            blockLane();
            answers = Stream.of("ann", "bob", "cem").<CompletableFuture<?>>map(
                    actor -> gateway().sendInTurn(allocate(sku, "of-" + actor), actor)).toList();
        }
        answers.forEach(CompletableFuture::join);

        assertThat(node.sql().sql("""
                SELECT count(*) FROM event_store.readable_event
                WHERE sku = ? AND payload ->> 'orderId' = 'of-' || (meta_data ->> 'actor')
                """).param(sku).query(Long.class).single()).isEqualTo(3);
    }

    @Test
    void an_answer_without_an_event_is_checked_against_the_store_among_others_that_have_one() throws SQLException {
        add(sku, 1);
        add(sku + "-other", 10);
        send(allocate(sku, "takes-all")).join();
        // as another node would: more stock, of which this node does not know
        try (var other = CommandSideNode.on(node.database())) {
            other.part(ProductGateway.class).send(new AddBatchCommand(sku, sku + "-more", 1, null), "tester");
        }
        CompletableFuture<Decided<AllocateOutcome>> refusedOnOldState;
        CompletableFuture<Decided<AllocateOutcome>> ofOther;
        try (var _ = locked(STORE)) {
            blockLane();
            ofOther = send(allocate(sku + "-other", "o1"));
            refusedOnOldState = send(allocate(sku, "o1"));
        }

        assertThat(refusedOnOldState.join().outcome()).isEqualTo(new AllocateOutcome.Allocated(sku + "-more", null));
        assertThat(ofOther.join().outcome()).isInstanceOf(AllocateOutcome.Allocated.class);
        assertThat(lines(sku + "-other")).isEqualTo(1);
    }

    @Test
    void a_line_that_another_node_ships_after_it_was_looked_up_is_not_allocated_again() throws SQLException {
        var theirs = sku + "-theirs";
        add(sku, 10);
        send(allocate(sku, "shipped")).join();
        send(new ShipLineCommand(sku, "shipped", "1")).join();
        try (var other = CommandSideNode.on(node.database())) {
            var otherGateway = other.part(ProductGateway.class);
            otherGateway.send(new AddBatchCommand(theirs, theirs + "-b", 10, null), "tester");
            otherGateway.send(allocate(theirs, "o1"), "tester");
            CompletableFuture<Decided<AllocateOutcome>> again;
            // the first looks up the lines of all, the second waits, and the third's product is read after that
            try (var _ = locked("INSERT INTO event_store.batch_reference (reference, sku) VALUES ('" + sku
                    + "-claimed', 'NOBODY')")) {
                try (var _ = locked(STORE)) {
                    blockLane();
                    var _ = send(allocate(sku, "o1"));
                    var _ = send(new AddBatchCommand(sku, sku + "-claimed", 1, null));
                    again = send(allocate(theirs, "o1"));
                }
                await().until(() -> node.sql()
                        .sql("SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted")
                        .query(Long.class).single() == 1);
                otherGateway.send(new ShipLineCommand(theirs, "o1", "1"), "tester");
            }

            assertThat(again.join().outcome())
                    .isEqualTo(new AllocateOutcome.Conflict("The line 1 of order o1 is shipped"));
            assertThat(lines(theirs)).isEqualTo(2);
        }
    }

    @Test
    void an_error_in_a_commit_leaves_nothing_and_the_lane_goes_on() throws SQLException {
        add(sku, 1);
        var subscription = node.part(EventStore.class).subscribe(events -> {
            if (events.stream().anyMatch(event -> event.getPayload() instanceof LineAllocatedEvent line
                    && line.orderId().equals(sku + "-bad"))) {
                throw new AssertionError("not this one");
            }
        });
        try {
            CompletableFuture<Decided<AllocateOutcome>> bad;
            CompletableFuture<Decided<AllocateOutcome>> good;
            try (var _ = locked(STORE)) {
                blockLane();
                bad = send(allocate(sku, sku + "-bad"));
                good = send(allocate(sku, "good"));
            }

            assertThatThrownBy(bad::get).hasStackTraceContaining("not this one");
            assertThat(good.join().outcome()).isEqualTo(new AllocateOutcome.Allocated(sku + "-b", null));
            // it was committed: the statement has a connection of its own
            assertThat(lines(sku)).isEqualTo(1);
        } finally {
            subscription.cancel();
        }
    }

    private static void add(String sku, int quantity) {
        gateway().send(new AddBatchCommand(sku, sku + "-b", quantity, null), "tester");
    }

    private static AllocateCommand allocate(String sku, String orderId) {
        return new AllocateCommand(sku, orderId, "1", 1, REJECT);
    }

    private static <O> CompletableFuture<Decided<O>> send(ProductCommand<O> command) {
        return gateway().sendInTurn(command, "tester");
    }

    /** Returns once a command waits in the middle of its transaction, for whoever holds the lock. */
    private static void blockLane() {
        var _ = send(new AddBatchCommand("BLOCKER-" + tests, "blocker-" + tests, 1, null));
        await().until(() -> node.sql()
                .sql("SELECT count(*) FROM pg_locks WHERE relation = 'event_store.domain_event'::regclass AND NOT granted")
                .query(Long.class).single() == 1);
    }

    /** Has somebody else hold what this statement locks, until it is closed. */
    private static Lock locked(String sql) throws SQLException {
        var connection = node.part(DataSource.class).getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return () -> {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        };
    }

    private interface Lock extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private static void holdCommitsBack(String statement) {
        node.sql()
                .sql("CREATE FUNCTION event_store.at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + statement
                        + "; RETURN NULL; END $$")
                .update();
        node.sql().sql("CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON event_store.domain_event"
                + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_store.at_commit()").update();
    }

    private static void letCommitsGo() {
        node.sql().sql("DROP TRIGGER at_commit ON event_store.domain_event").update();
        node.sql().sql("DROP FUNCTION event_store.at_commit()").update();
    }

    private static long lines(String sku) {
        return node.sql().sql("SELECT count(*) FROM event_store.readable_event WHERE sku = ? AND event LIKE 'Line%'")
                .param(sku).query(Long.class).single();
    }

    private long transactionsOf(String orders) {
        return node.sql().sql("""
                SELECT count(DISTINCT xmin::text) FROM event_store.domain_event
                WHERE aggregate_identifier = ? AND payload::jsonb ->> 'orderId' LIKE ?
                """).param(sku).param(orders).query(Long.class).single();
    }

    private static ProductGateway gateway() {
        return node.part(ProductGateway.class);
    }
}
