package io.allocator.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.sun.management.ThreadMXBean;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.WriteSide;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventFeedIT {

    private static final Duration NEVER = Duration.ofMinutes(1);
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final EventReader READER = new EventReader(Jackson3Serializer.builder().build(),
            NoOpEventUpcaster.INSTANCE);
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicInteger statements = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        for (var closeable : opened.reversed()) {
            closeable.close();
        }
    }

    @Test
    void readsWhatIsThereInTheOrderOfTheLog() {
        var database = Database.withEventStore();
        var events = IntStream.range(0, 25).mapToObj(EventFeedIT::event).toArray(ProductEvent[]::new);
        new WriteSide(database).appendQuietly(events);

        assertThat(next(stream(database, "postgres", NEVER), 25)).containsExactlyElementsOf(List.of(events));
    }

    @Test
    void aNotificationBringsTheEventAtOnce() throws Exception {
        var database = Database.withEventStore();
        var stream = stream(database, "postgres", NEVER);
        assertThat(stream.hasNextAvailable()).isFalse();
        var woken = new AtomicInteger();
        stream.setOnAvailableCallback(woken::incrementAndGet);
        awaitListener(database);

        new WriteSide(database).append(event(1));

        await().atMost(PROMPT).until(() -> woken.get() > 0);
        await().atMost(PROMPT).until(stream::hasNextAvailable);
        assertThat(recorded(stream.nextAvailable())).isEqualTo(event(1));
    }

    @Test
    void withoutNewsOneAskingOfManyReachesTheDatabase() {
        var database = Database.withEventStore();
        var stream = stream(database, "postgres", NEVER);
        awaitListener(database);
        // the first read, and the one after the listener's start
        await().atMost(PROMPT).until(() -> {
            stream.hasNextAvailable();
            return statements.get() >= 1;
        });
        var before = statements.get();

        for (var i = 0; i < 100; i++) {
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(stream.peek()).isEmpty();
        }

        assertThat(statements.get() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void streamsSideBySideShareWhatOneOfThemReads() {
        var database = Database.withEventStore();
        var feed = feed(database, "postgres", NEVER);
        awaitListener(database);
        var events = IntStream.range(0, 25).mapToObj(EventFeedIT::event).toArray(ProductEvent[]::new);
        new WriteSide(database).appendQuietly(events);
        assertThat(next(open(feed), 25)).containsExactlyElementsOf(List.of(events));
        var before = statements.get();

        for (var i = 0; i < 5; i++) {
            assertThat(next(open(feed), 25)).containsExactlyElementsOf(List.of(events));
        }

        // alone, each of them would have read three pages
        assertThat(statements.get() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void aStreamThatGetsWhatAnotherReadBeforeTheLastSignalReadsOn() {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var feed = feed(database, "postgres", NEVER);
        var first = open(feed);
        var second = open(feed);
        awaitListener(database);
        writer.append(event(1));
        assertThat(next(first, 1)).containsExactly(event(1));

        writer.append(event(2));

        assertThat(next(second, 2)).containsExactly(event(1), event(2));
    }

    @Test
    void losesNothingWhileTheListenerIsKilledAndListensAgain() {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var stream = stream(database, "postgres", OFTEN);
        awaitListener(database);

        assertThat(database.terminate("allocator-wake-up")).isEqualTo(1);
        writer.appendQuietly(event(1));

        await().atMost(PROMPT).until(stream::hasNextAvailable);
        awaitListener(database);
    }

    @Test
    void anEventThatCommitsBehindALaterOneIsNotLost() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var stream = stream(database, "postgres", OFTEN);
        try (var slow = database.dataSource().getConnection()) {
            writer.appendUncommitted(slow, event(1));
            writer.append(event(2));
            assertThat(next(stream, 1)).containsExactly(event(2));

            slow.commit();
        }
        assertThat(next(stream, 1)).containsExactly(event(1));
    }

    @Test
    void anEventThatCommitsBehindMoreEventsThanAxonWaitsForByItselfIsNotLost() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var stream = stream(database, "postgres", OFTEN);
        try (var slow = database.dataSource().getConnection()) {
            writer.appendUncommitted(slow, event(1));
            // rolled back: indices without events
            database.sql()
                    .sql("SELECT nextval('event_store.domain_event_index') FROM generate_series(1, 20000)")
                    .query(Long.class).list();
            writer.append(event(2));
            writer.append(event(3));
            assertThat(next(stream, 2)).containsExactly(event(2), event(3));

            slow.commit();
        }
        assertThat(next(stream, 1)).containsExactly(event(1));
    }

    /** Axon's own reader looks at the age of the events behind a gap, and would have given it up. */
    @Test
    void anEventThatCommitsLongBehindLaterOnesIsNotLost() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var stream = stream(database, "postgres", OFTEN);
        try (var slow = database.dataSource().getConnection()) {
            writer.appendUncommitted(slow, event(0));
            for (var n = 1; n < 300; n++) {
                writer.appendQuietly(event(n));
            }
            database.sql().sql("UPDATE event_store.domain_event SET time_stamp = '2020-01-01T00:00:00Z'").update();
            writer.notifyReaders();
            assertThat(next(stream, 299)).hasSize(299);

            slow.commit();
        }
        assertThat(next(stream, 1)).containsExactly(event(0));
    }

    /** To a snapshot, a transaction is as if it had not begun while no later one has ended. */
    @Test
    void anEventOfATransactionThatBeganLaterThanTheLastThatHasEndedIsNotLost() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var stream = stream(database, "postgres", OFTEN);
        try (var earlier = database.dataSource().getConnection();
                var later = database.dataSource().getConnection()) {
            earlier.setAutoCommit(false);
            earlier.createStatement().execute("SELECT pg_current_xact_id()");
            writer.appendUncommitted(later, event(1));
            writer.appendUncommitted(earlier, event(2));
            earlier.commit();
            assertThat(next(stream, 1)).containsExactly(event(2));

            later.commit();
        }
        assertThat(next(stream, 1)).containsExactly(event(1));
    }

    @Test
    void aGapThatNobodyCanFillAnyMoreIsGivenUp() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var stream = stream(database, "postgres", OFTEN);
        try (var failing = database.dataSource().getConnection();
                var other = database.dataSource().getConnection()) {
            writer.appendUncommitted(failing, event(1));
            writer.appendUncommitted(other, event(2));
            writer.append(event(3));
            assertThat(gapsOf(stream.peek().orElseThrow())).containsExactly(1L, 2L);
            stream.nextAvailable();

            failing.rollback();
            // begun after the gaps were seen, so it cannot fill them, and yet it writes at the same time
            try (var later = database.dataSource().getConnection()) {
                writer.appendUncommitted(later, event(4));
                other.commit();
                assertThat(next(stream, 1)).containsExactly(event(2));
                writer.append(event(5));

                await().atMost(PROMPT).until(stream::hasNextAvailable);
                assertThat(gapsOf(stream.peek().orElseThrow())).containsExactly(4L);
            }
        }
    }

    /** While one transaction is open, nobody knows which of those that failed meanwhile had which index: all stay gaps. */
    @Test
    void manyGapsBehindATransactionThatStaysOpenCostMemoryOnceAndNotForEachEvent() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var gaps = 20_000;
        var pages = feed(database, "postgres", NEVER, READER, 1_000).inPages(1_000).openStream(null);
        opened.add(pages);
        try (var held = database.dataSource().getConnection()) {
            writer.appendUncommitted(held, event(0));
            database.sql().sql("SELECT setval(pg_get_serial_sequence('event_store.domain_event', 'global_index'), ?)")
                    .param(gaps).query().singleRow();
            writer.append(event(1));
            FeedPage.of(pages.nextAvailable());
            var events = IntStream.range(2, 1_002).mapToObj(EventFeedIT::event).toArray(ProductEvent[]::new);
            writer.append(events);

            var before = allocatedBytes();
            var read = 0;
            while (read < events.length && pages.hasNextAvailable(10, TimeUnit.SECONDS)) {
                var page = pages.nextAvailable();
                read += FeedPage.of(page).events().size();
                assertThat(((GapAwareTrackingToken) page.trackingToken()).getGaps()).hasSize(gaps);
            }
            var allocated = allocatedBytes() - before;

            assertThat(read).isEqualTo(events.length);
            // a few copies of the gaps; one for each event would be a gigabyte
            assertThat(allocated / 1_000_000).as("megabytes").isLessThan(100);
            held.commit();
        }
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static SortedSet<Long> gapsOf(FeedEntry entry) {
        return entry.position().getGaps();
    }

    /** Otherwise a reader could take a gap for final while its owner has not been given a transaction id yet. */
    @Test
    void whoeverTakesAnIndexHasATransactionId() {
        var database = Database.withEventStore();
        var takesIndex = database.sql().sql("""
                SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef
                WHERE adrelid = 'event_store.domain_event'::regclass""").query(String.class).single();

        var row = database.sql().sql("SELECT pg_current_xact_id_if_assigned() IS NULL AS before, " + takesIndex
                + " AS index, pg_current_xact_id_if_assigned() IS NOT NULL AS after").query().singleRow();

        assertThat(row).isEqualTo(Map.of("before", true, "index", 1L, "after", true));
    }

    @Test
    void waitsForATableThatDoesNotExistYet() {
        var database = new Database();
        var stream = stream(database, "postgres", OFTEN);
        assertThat(stream.hasNextAvailable()).isFalse();

        database.createEventStore();
        new WriteSide(database).append(event(1));

        assertThat(next(stream, 1)).containsExactly(event(1));
    }

    @Test
    void goesOnWhenTheDatabaseHasBeenAway() {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var stream = stream(database, "postgres", OFTEN);
        writer.append(event(1));
        assertThat(next(stream, 1)).containsExactly(event(1));

        database.goAway();
        assertThat(stream.hasNextAvailable()).isFalse();
        database.comeBack();
        writer.append(event(2));

        assertThat(next(stream, 1)).containsExactly(event(2));
    }

    @Test
    void needsNoMoreThanToSelect() {
        var database = Database.withEventStore();
        database.sql().sql("""
                CREATE ROLE reader LOGIN;
                GRANT USAGE ON SCHEMA event_store TO reader;
                GRANT SELECT ON ALL TABLES IN SCHEMA event_store TO reader""").update();
        var stream = stream(database, "reader", NEVER);
        awaitListener(database);

        new WriteSide(database).append(event(1));

        assertThat(next(stream, 1)).containsExactly(event(1));
    }

    @Test
    void cannotWriteEvenAsAnOwner() throws Exception {
        var connections = connections(Database.withEventStore(), "postgres", NEVER);
        try (var connection = connections.getConnection(); var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM event_store.domain_event"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
    }

    @Test
    void bringsAnEventOfATypeThatItDoesNotKnowInItsPlaceAndGoesOn() throws Exception {
        var database = Database.withEventStore();
        new WriteSide(database).appendQuietly(event(1), event(2), event(3));
        database.sql().sql("""
                UPDATE event_store.domain_event SET payload_type = 'io.allocator.api.event.FromTheFutureEvent'
                WHERE aggregate_identifier = 'SKU 2'""").update();
        var stream = stream(database, "postgres", NEVER);

        assertThat(stream.nextAvailable().event().sku()).isEqualTo("SKU 1");
        assertThat(stream.nextAvailable().event()).isInstanceOfSatisfying(UnreadableEvent.class, event -> {
            assertThat(event.sku()).isEqualTo("SKU 2");
            assertThat(event.globalIndex()).isEqualTo(2);
            assertThat(event.type()).isEqualTo("FromTheFuture");
            assertThat(event.cause()).contains("not known");
        });
        assertThat(stream.nextAvailable().event().sku()).isEqualTo("SKU 3");
    }

    @Test
    void anEventOfAnOlderFormIsReadThroughTheUpcasters() throws Exception {
        var database = Database.withEventStore();
        new WriteSide(database).appendQuietly(event(1), event(2));
        database.sql().sql("""
                UPDATE event_store.domain_event SET payload_revision = '0',
                    payload = replace(payload, '"batchReference"', '"ref"') WHERE aggregate_identifier = 'SKU 1'""")
                .update();
        var ofToday = new EventReader(Jackson3Serializer.builder().build(), new ReferenceWasRef());
        var stream = open(feed(database, "postgres", NEVER, ofToday));

        assertThat(next(stream, 2)).containsExactly(event(1), event(2));
    }

    /** From the shape of a revision 0 to that of today. */
    private static final class ReferenceWasRef extends SingleEventUpcaster {

        private static final String TYPE = BatchAddedEvent.class.getName();

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(TYPE, "0"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(TYPE, "1"), JsonNode.class, old -> {
                var payload = (ObjectNode) old;
                payload.set("batchReference", payload.remove("ref"));
                return payload;
            });
        }
    }

    @Test
    void aPageHasAllThatCameWhileTheLastOneWasWorkedOn() throws Exception {
        var database = Database.withEventStore();
        var writer = new WriteSide(database);
        var pages = feed(database, "postgres", OFTEN).inPages(3).openStream(null);
        opened.add(pages);
        writer.append(event(1));
        await().atMost(PROMPT).until(pages::hasNextAvailable);
        var first = FeedPage.of(pages.nextAvailable());
        first.taken();
        writer.append(event(2));
        writer.append(event(3));
        assertThat(pages.hasNextAvailable()).isFalse();
        assertThat(pages.peek()).isEmpty();

        first.done();

        await().atMost(PROMPT).until(pages::hasNextAvailable);
        var next = pages.nextAvailable();
        assertThat(FeedPage.of(next).events()).extracting(FeedEvent::sku).containsExactly("SKU 2", "SKU 3");
        assertThat(next.trackingToken().position()).hasValue(3);
    }

    @Test
    void aPageHasNoMoreThanItMayAndIsNotWaitedForWhenNobodyHasTakenIt() throws Exception {
        var database = Database.withEventStore();
        var events = IntStream.range(0, 5).mapToObj(EventFeedIT::event).toArray(ProductEvent[]::new);
        new WriteSide(database).appendQuietly(events);
        var pages = feed(database, "postgres", NEVER).inPages(3).openStream(null);
        opened.add(pages);

        assertThat(FeedPage.of(pages.nextAvailable()).events()).hasSize(3);
        assertThat(FeedPage.of(pages.nextAvailable()).events()).hasSize(2);
    }

    private static Object recorded(FeedEntry entry) {
        return ((RecordedEvent) entry.event()).event();
    }

    private static BatchAddedEvent event(int n) {
        return new BatchAddedEvent("SKU " + n, "batch " + n, 1, null);
    }

    private static void awaitListener(Database database) {
        await().atMost(PROMPT).until(() -> database.sql().sql("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'allocator-wake-up'
                AND query = 'LISTEN allocator_events'""").query(Integer.class).single() == 1);
    }

    private EventStoreConnections connections(Database database, String role, Duration interval) {
        var properties = new EventStoreProperties(database.url(role), role, "", 10, interval);
        var connections = new EventStoreConnections(properties, mock(JdbcConnectionDetails.class));
        opened.add(connections);
        return connections;
    }

    private BlockingStream<FeedEntry> stream(Database database, String role, Duration interval) {
        return open(feed(database, role, interval));
    }

    private BlockingStream<FeedEntry> open(EventFeed feed) {
        var stream = feed.openStream(null);
        opened.add(stream);
        return stream;
    }

    private EventFeed feed(Database database, String role, Duration interval) {
        return feed(database, role, interval, READER);
    }

    private EventFeed feed(Database database, String role, Duration interval, EventReader reader) {
        return feed(database, role, interval, reader, 10);
    }

    private EventFeed feed(Database database, String role, Duration interval, EventReader reader, int pageSize) {
        var connections = connections(database, role, interval);
        var wakeUp = new WakeUp(connections::openDedicated, interval);
        wakeUp.start();
        opened.add(wakeUp);
        var log = new EventLog(() -> {
            statements.incrementAndGet();
            return connections.getConnection();
        }, reader, pageSize);
        return new EventFeed(log, wakeUp);
    }

    private static List<Object> next(BlockingStream<FeedEntry> stream, int count) {
        var events = new ArrayList<Object>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            while (events.size() < count && stream.hasNextAvailable()) {
                events.add(recorded(stream.nextAvailable()));
            }
            return events.size() == count;
        });
        return events;
    }
}
