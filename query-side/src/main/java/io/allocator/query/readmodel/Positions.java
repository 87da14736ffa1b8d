package io.allocator.query.readmodel;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the views are, whichever node projects them: as it is stored with their rows. Many may wait at once for them
 * to get somewhere; they share what was read last.
 */
@Component
public class Positions {

    private static final String STORED = """
            SELECT view.name, token, token_type
            FROM read_model.view JOIN read_model.token_entry ON processor_name = view.processor
            WHERE view.name = ANY (?)""";

    private static final String OF_VIEW = """
            SELECT segment, token, token_type
            FROM read_model.view JOIN read_model.token_entry ON processor_name = view.processor
            WHERE view.name = ?""";

    private static final String OF_PROCESSOR = """
            SELECT token, token_type FROM read_model.token_entry WHERE processor_name = ?""";

    /** What was read so recently is read again only when this node has gone on. */
    private static final Duration RECENT = Duration.ofMillis(10);
    private static final GapAwareTrackingToken NOWHERE = GapAwareTrackingToken.newInstance(0, List.of());

    private final JdbcClient database;
    private final String[] views;
    private final Serializer serializer = TokenSerializer.create();
    private volatile CountDownLatch nextMove = new CountDownLatch(1);
    private Map<String, List<GapAwareTrackingToken>> last = Map.of();
    private long lastReadNanos = System.nanoTime() - RECENT.toNanos();

    Positions(JdbcClient database, List<Projection> projections) {
        this.database = database;
        this.views = projections.stream().map(Projection::view).toArray(String[]::new);
    }

    /** For each view the positions of its segments; at the beginning of the log where nothing is stored yet. */
    public synchronized Map<String, List<GapAwareTrackingToken>> current() {
        if (System.nanoTime() - lastReadNanos >= RECENT.toNanos()) {
            last = read();
            lastReadNanos = System.nanoTime();
        }
        return last;
    }

    /** The views' names, in the order of the alphabet. */
    public List<String> views() {
        return Arrays.stream(views).sorted().toList();
    }

    /** Up to where all views are. */
    public GapAwareTrackingToken lowest() {
        return current().values().stream().flatMap(List::stream).reduce(GapAwareTrackingToken::lowerBound)
                .orElse(NOWHERE);
    }

    private Map<String, List<GapAwareTrackingToken>> read() {
        var read = database.sql(STORED).param(views)
                .query((row, _) -> Map.entry(row.getString("name"),
                        token(row.getString("token"), row.getString("token_type"))))
                .list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, HashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        for (var view : views) {
            read.putIfAbsent(view, List.of(NOWHERE));
        }
        return read;
    }

    /** Where a view is, by the numbers of its segments: as it is stored now, in a transaction as that one sees it. */
    public Map<Integer, GapAwareTrackingToken> ofView(String view) {
        return database.sql(OF_VIEW).param(view)
                .query((row, _) -> Map.entry(row.getInt("segment"),
                        token(row.getString("token"), row.getString("token_type"))))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Where a processor is; the least of its segments, and the beginning of the log if it has not begun. */
    GapAwareTrackingToken of(String processor) {
        return database.sql(OF_PROCESSOR).param(processor)
                .query((row, _) -> token(row.getString("token"), row.getString("token_type"))).list().stream()
                .reduce(GapAwareTrackingToken::lowerBound).orElse(NOWHERE);
    }

    private GapAwareTrackingToken token(@Nullable String token, @Nullable String type) {
        return token == null
                ? NOWHERE
                : serializer.deserialize(new SimpleSerializedObject<>(token, String.class, type, null));
    }

    /**
     * Waits until all views are somewhere.
     *
     * @param reached tells it of one position
     * @return whether they are; not, when the time was over before
     */
    public boolean await(Predicate<GapAwareTrackingToken> reached, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!current().values().stream().flatMap(List::stream).allMatch(reached)) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Until this node has projected something, or another may have. */
    private void pause() throws InterruptedException {
        var _ = nextMove.await(RECENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Called when this node has moved a view on. */
    synchronized void moved() {
        lastReadNanos = System.nanoTime() - RECENT.toNanos();
        nextMove.countDown();
        nextMove = new CountDownLatch(1);
    }
}
