package io.allocator.system.faults;

import io.allocator.system.harness.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event store, read by itself and folded in the plainest way; what breaks a rule on the way is noted. It shares no
 * code with the product.
 */
final class LogFold {

    private static final String ALL = """
            SELECT global_index, aggregate_identifier, sequence_number, substring(payload_type FROM '[^.]*$') AS type,
                payload
            FROM event_store.domain_event ORDER BY aggregate_identifier, sequence_number""";

    private static final int PAGE = 5_000;

    private final Map<String, Batch> batches = new HashMap<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, List<String>> types = new TreeMap<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private final Map<String, @Nullable String> acceptedOn = new HashMap<>();
    private final Set<String> released = new HashSet<>();
    private final Set<Told.Move> moves = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private long events;

    /** A batch as it is after the last event. */
    static final class Batch {

        final String ref;
        final String sku;
        final long n;
        final long addedWith;
        @Nullable
        final String addedFor;
        final List<Integer> sizes = new ArrayList<>();
        final List<@Nullable String> days = new ArrayList<>();
        long purchased;
        long allocated;
        long shipped;
        @Nullable
        String eta;

        Batch(String ref, String sku, long n, long purchased, @Nullable String eta) {
            this.ref = ref;
            this.sku = sku;
            this.n = n;
            this.addedWith = purchased;
            this.addedFor = eta;
            this.purchased = purchased;
            this.eta = eta;
        }

        long available() {
            return purchased - allocated - shipped;
        }
    }

    /**
     * A line as it is after the last event.
     *
     * @param accepted the global index of the event that accepted it
     */
    record Line(String orderid, String sku, String lineid, int qty, String status, @Nullable String batch,
            long accepted) {

        Line to(String newStatus, @Nullable String newBatch) {
            return new Line(orderid, sku, lineid, qty, newStatus, newBatch, accepted);
        }
    }

    /** Reads all there is. */
    static LogFold of(PostgresServer postgres) {
        var fold = new LogFold();
        try (var connection = postgres.connect()) {
            // or the driver would hold all rows at once
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(ALL)) {
                statement.setFetchSize(PAGE);
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        fold.apply(row.getLong("global_index"), row.getString("aggregate_identifier"),
                                row.getLong("sequence_number"), row.getString("type"),
                                JsonMapper.shared().readTree(row.getString("payload")));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return fold;
    }

    private void apply(long index, String sku, long n, String type, JsonNode event) {
        events++;
        var before = types.computeIfAbsent(sku, _ -> new ArrayList<>());
        require(before.size() == n, () -> "%s: event %d follows %d".formatted(sku, n, before.size() - 1));
        before.add(type.replaceFirst("Event$", ""));
        switch (type) {
            case "BatchAddedEvent" -> {
                var ref = text(event, "batchReference");
                var batch = new Batch(ref, sku, n, event.get("purchasedQuantity").asLong(), textOrNull(event, "eta"));
                require(batches.putIfAbsent(ref, batch) == null,
                        () -> "%s: batch %s is added twice".formatted(sku, ref));
            }
            case "BatchQuantityChangedEvent" -> {
                var batch = batch(event, "batchReference");
                batch.purchased = event.get("purchasedQuantity").asLong();
                batch.sizes.add((int) batch.purchased);
                check(batch, n);
            }
            case "BatchEtaChangedEvent" -> {
                var batch = batch(event, "batchReference");
                batch.eta = textOrNull(event, "eta");
                batch.days.add(batch.eta);
            }
            case "LineAllocatedEvent" -> accept(index, n, event, textOrNull(event, "batchReference"));
            case "LineBackorderedEvent" -> accept(index, n, event, null);
            case "LineMovedEvent" -> move(n, event);
            case "LineReleasedEvent" -> {
                var line = take(n, event, textOrNull(event, "batchReference"));
                lines.remove(key(event));
                released.add(key(event));
                require(!line.status().equals("SHIPPED"),
                        () -> "%s: event %d releases a shipped line".formatted(sku, n));
            }
            case "LineShippedEvent" -> ship(n, event);
            case "ShortageStartedEvent" -> {
            }
            default -> violations.add("%s: event %d is of an unknown type %s".formatted(sku, n, type));
        }
    }

    private void accept(long index, long n, JsonNode event, @Nullable String batch) {
        var line = new Line(text(event, "orderId"), text(event, "sku"), text(event, "lineId"),
                event.get("quantity").asInt(), batch == null ? "BACKORDERED" : "ALLOCATED", batch, index);
        require(lines.putIfAbsent(key(event), line) == null,
                () -> "%s: event %d accepts a line twice".formatted(line.sku(), n));
        accepted.merge(key(event), 1, Integer::sum);
        acceptedOn.put(key(event), batch);
        put(n, line);
    }

    private void move(long n, JsonNode event) {
        var to = textOrNull(event, "toBatch");
        var line = take(n, event, textOrNull(event, "fromBatch")).to(to == null ? "BACKORDERED" : "ALLOCATED", to);
        lines.put(key(event), line);
        moves.add(new Told.Move(key(event), textOrNull(event, "fromBatch"), to));
        put(n, line);
    }

    private void ship(long n, JsonNode event) {
        var ref = text(event, "batchReference");
        var line = take(n, event, ref);
        var batch = batch(event, "batchReference");
        require(batch.eta == null, () -> "%s: event %d ships from a batch under way".formatted(line.sku(), n));
        batch.shipped += line.qty();
        lines.put(key(event), line.to("SHIPPED", ref));
        check(batch, n);
    }

    /** Takes a line from where the event says that it is. */
    private Line take(long n, JsonNode event, @Nullable String from) {
        var line = lines.get(key(event));
        if (line == null) {
            throw new AssertionError("%s, event %d: there is no such line: %s".formatted(text(event, "sku"), n, event));
        }
        require(!line.status().equals("SHIPPED") && Objects.equals(line.batch(), from),
                () -> "%s, event %d: the line is elsewhere: %s".formatted(line.sku(), n, line));
        require(line.qty() == event.get("quantity").asInt(),
                () -> "%s, event %d: not that quantity".formatted(line.sku(), n));
        if (line.batch() != null) {
            Objects.requireNonNull(batches.get(line.batch())).allocated -= line.qty();
        }
        return line;
    }

    private void put(long n, Line line) {
        if (line.batch() == null) {
            return;
        }
        var batch = batches.get(line.batch());
        if (batch == null || !batch.sku.equals(line.sku())) {
            violations.add("%s, event %d: no such batch %s".formatted(line.sku(), n, line.batch()));
        } else {
            batch.allocated += line.qty();
            check(batch, n);
        }
    }

    private void check(Batch batch, long n) {
        require(batch.available() >= 0, () -> "%s, event %d: batch %s is oversold by %d".formatted(batch.sku, n,
                batch.ref, -batch.available()));
    }

    private Batch batch(JsonNode event, String field) {
        return Objects.requireNonNull(batches.get(text(event, field)), event::toString);
    }

    private void require(boolean holds, Supplier<String> violation) {
        if (!holds) {
            violations.add(violation.get());
        }
    }

    private static String key(JsonNode event) {
        return Told.Line.key(text(event, "orderId"), text(event, "sku"), text(event, "lineId"));
    }

    private static String text(JsonNode event, String field) {
        return event.get(field).asString();
    }

    private static @Nullable String textOrNull(JsonNode event, String field) {
        return event.hasNonNull(field) ? event.get(field).asString() : null;
    }

    /** How many events there are. */
    long events() {
        return events;
    }

    /** What breaks a rule; empty when all is well. */
    List<String> violations() {
        return violations;
    }

    /** All batches, by reference. */
    Map<String, Batch> batches() {
        return batches;
    }

    /** All lines that are open or shipped, by {@link Told.Line#key()}. */
    Map<String, Line> lines() {
        return lines;
    }

    /** What happened to each SKU, in order, by the events' names. */
    Map<String, List<String>> types() {
        return types;
    }

    /** How often a line was accepted. */
    int timesAccepted(String line) {
        return accepted.getOrDefault(line, 0);
    }

    /** The lines that were ever accepted. */
    Set<String> everAccepted() {
        return accepted.keySet();
    }

    /** The batch that a line was first given; {@code null} when it had to wait. */
    @Nullable
    String acceptedOn(String line) {
        return acceptedOn.get(line);
    }

    /** Whether a line was given up. */
    boolean isReleased(String line) {
        return released.contains(line);
    }

    /** Whether a line ever moved so. */
    boolean hasMoved(Told.Move move) {
        return moves.contains(move);
    }
}
