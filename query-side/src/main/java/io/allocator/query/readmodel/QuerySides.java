package io.allocator.query.readmodel;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which query sides there are, and which of them is to project which part of which view: each says every second that it is
 * there, and all deal the parts out among those in the same way. A part is a segment of a processor.
 *
 * <p>It decides only who should; that no two do is for the claims on the positions. So while they see different things,
 * as when one comes or goes, a part may wait for some seconds, and no event is lost or taken in twice.
 */
@Component
class QuerySides {

    private static final String HERE = """
            WITH here AS (
                INSERT INTO read_model.query_side AS query_side (name, keeps, seen) VALUES (:name, :keeps, now())
                ON CONFLICT (name) DO UPDATE SET seen = now() RETURNING query_side.*),
            gone AS (DELETE FROM read_model.query_side WHERE seen < now() - interval '1 minute')
            SELECT name, keeps FROM (
                SELECT * FROM here
                UNION ALL
                SELECT * FROM read_model.query_side WHERE name <> :name
                    AND seen > now() - make_interval(secs => :seconds)) AS side
            ORDER BY began, name""";

    /** Of which the owner has let go, or lost hold; written by the clocks of programs. */
    private static final String IS_LEFT = """
            SELECT EXISTS (SELECT FROM read_model.token_entry
            WHERE processor_name = ? AND segment = ? AND time_stamp::timestamptz < ?::timestamptz)""";

    /** Saying that one is there is not always in time. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final JdbcClient database;
    private final String name;
    private final Duration timeout;
    private volatile Map<String, Deal> deals = Map.of();
    private volatile List<Side> sides = List.of();
    private final Set<Part> instead = ConcurrentHashMap.newKeySet();

    QuerySides(DataSource dataSource, ReadModelProperties properties) {
        this.database = JdbcClient.create(dataSource);
        this.name = uniqueName();
        this.timeout = properties.claimTimeout();
    }

    /** Axon's own, process and host, is not unique among containers: two would take each other's claims for theirs. */
    private static String uniqueName() {
        return ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    }

    private record Side(String name, List<String> keeps) {}

    private record Part(String processor, int segment) {}

    /** To whom the segments of a processor go in turn, and with whom it begins. */
    private record Deal(List<String> among, int from) {

        boolean isFor(String name, int segment) {
            return among.isEmpty() || among.get((from + segment) % among.size()).equals(name);
        }
    }

    /** The name of this one, under which it claims positions. */
    String name() {
        return name;
    }

    /** Says that this one is there, and deals the processors out, which are in the same order everywhere. */
    void deal(Collection<Copy> kept, List<String> processors) {
        var there = database.sql(HERE).param("name", name)
                .param("keeps", kept.stream().map(QuerySides::text).toArray(String[]::new))
                .param("seconds", timeout.plus(GRACE).toSeconds())
                .query((row, _) -> new Side(row.getString(1), List.of((String[]) row.getArray(2).getArray()))).list();
        var next = new HashMap<String, Deal>();
        for (var processor : processors) {
            var copy = text(Copy.of(processor));
            var among = there.stream().filter(side -> side.keeps().contains(copy)).map(Side::name).toList();
            next.put(processor, new Deal(among, next.size()));
        }
        if (!there.equals(sides)) {
            instead.clear();
        }
        sides = there;
        deals = Map.copyOf(next);
    }

    private static String text(Copy copy) {
        return copy.view() + "/" + copy.version();
    }

    /** Whether this one may claim a part that nobody claims: when it is to have it, or whoever is does not come. */
    boolean mayClaim(String processor, int segment) {
        var part = new Part(processor, segment);
        if (isForThis(part) || instead.contains(part)) {
            return true;
        }
        var isLeft = database.sql(IS_LEFT).params(processor, segment, Instant.now().minus(timeout).toString())
                .query(Boolean.class).single();
        if (isLeft) {
            instead.add(part);
        }
        return isLeft;
    }

    /** Whether this one is to let go of a part. One that it has instead of another it keeps until others are there. */
    boolean mustRelease(String processor, int segment) {
        var part = new Part(processor, segment);
        return !isForThis(part) && !instead.contains(part);
    }

    private boolean isForThis(Part part) {
        var deal = deals.get(part.processor());
        return deal == null || deal.isFor(name, part.segment());
    }

    /** Says that this one is there no longer. */
    void leave() {
        database.sql("DELETE FROM read_model.query_side WHERE name = ?").param(name).update();
    }
}
