package io.allocator.query.readmodel;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;
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

    /** With the first event that the view may lack, as of the same moment. */
    private static final String STORED = """
            SELECT view.name, token, token_type,
                (SELECT min(global_index) FROM read_model.dead_letter WHERE processor = view.processor) AS first_letter
            FROM read_model.view JOIN read_model.token_entry ON processor_name = view.processor
            WHERE view.name = ANY (?)""";

    private static final String OF_VIEW = """
            SELECT segment, token, token_type
            FROM read_model.view JOIN read_model.token_entry ON processor_name = view.processor
            WHERE view.name = ?""";

    private static final String PROCESSOR = "SELECT processor FROM read_model.view WHERE name = ?";

    private static final String OF_PROCESSOR = """
            SELECT segment, owner, token, token_type FROM read_model.token_entry WHERE processor_name = ?
            ORDER BY segment""";

    /** What was read so recently is read again only when this node has gone on. */
    private static final Duration RECENT = Duration.ofMillis(10);
    /** Before the first event. */
    static final GapAwareTrackingToken NOWHERE = GapAwareTrackingToken.newInstance(0, List.of());

    private final JdbcClient database;
    private final String[] views;
    private final Serializer serializer = TokenSerializer.create();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch nextMove = new CountDownLatch(1);
    private Map<String, List<GapAwareTrackingToken>> last = Map.of();
    private long firstLetter = Long.MAX_VALUE;
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

    /**
     * The first entry of the log that any view may lack though it is beyond it, since the SKU is set aside; the greatest
     * number there is when they lack none. Not older than a position that was told before.
     */
    public synchronized long firstLetter() {
        var _ = current();
        return firstLetter;
    }

    private record Stored(String view, GapAwareTrackingToken position, @Nullable Long firstLetter) {}

    private Map<String, List<GapAwareTrackingToken>> read() {
        var stored = database.sql(STORED).param(views)
                .query((row, _) -> new Stored(row.getString("name"),
                        token(row.getString("token"), row.getString("token_type")),
                        row.getObject("first_letter", Long.class)))
                .list();
        firstLetter = stored.stream().map(Stored::firstLetter).filter(Objects::nonNull).mapToLong(Long::longValue)
                .min().orElse(Long.MAX_VALUE);
        var read = stored.stream().collect(Collectors.groupingBy(Stored::view, HashMap::new,
                Collectors.mapping(Stored::position, Collectors.toList())));
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

    /** Which version of its projection a view is made by, as stored now; empty when it never was. */
    public OptionalInt versionOf(String view) {
        return database.sql(PROCESSOR).param(view).query(String.class).list().stream()
                .mapToInt(processor -> Copy.of(processor).version()).findFirst();
    }

    /**
     * A segment of a processor.
     *
     * @param segment its number
     * @param owner the process that projects it; {@code null} when it is free
     * @param position where it is
     */
    public record SegmentPosition(int segment, @Nullable String owner, GapAwareTrackingToken position) {}

    /** The segments of a processor; none when it has not begun. */
    public List<SegmentPosition> segments(String processor) {
        return database.sql(OF_PROCESSOR).param(processor).query((row, _) -> new SegmentPosition(row.getInt("segment"),
                row.getString("owner"), token(row.getString("token"), row.getString("token_type")))).list();
    }

    /** Where the segment of a processor is that a SKU belongs to; the beginning of the log if it has not begun. */
    public GapAwareTrackingToken of(String processor, String sku) {
        var segments = segments(processor);
        var numbers = segments.stream().mapToInt(SegmentPosition::segment).toArray();
        return segments.stream().filter(one -> Segment.computeSegment(one.segment(), numbers).matches(sku)).findFirst()
                .map(SegmentPosition::position).orElse(NOWHERE);
    }

    /** Where a processor is; the least of its segments, and the beginning of the log if it has not begun. */
    GapAwareTrackingToken of(String processor) {
        return segments(processor).stream().map(SegmentPosition::position)
                .reduce(GapAwareTrackingToken::lowerBound).orElse(NOWHERE);
    }

    /** Whether an entry of the log is behind whoever is at a position. */
    public static boolean includes(GapAwareTrackingToken position, long globalIndex) {
        return position.getIndex() >= globalIndex && !position.getGaps().contains(globalIndex);
    }

    /** A position as it is stored. */
    GapAwareTrackingToken token(@Nullable String token, @Nullable String type) {
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

    /** Has somebody told whenever this node has moved a view on. */
    public void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /** Called when this node has moved a view on. */
    synchronized void moved() {
        listeners.forEach(Runnable::run);
        lastReadNanos = System.nanoTime() - RECENT.toNanos();
        nextMove.countDown();
        nextMove = new CountDownLatch(1);
    }
}
