package io.allocator.query.testing;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every view must show, computed anew from the whole log in the plainest way: event by event, with sums made at the
 * end. A row is a text of its columns.
 */
public final class PlainFold {

    /** A moment in UTC, as texts that begin with its minute. */
    private static final String MOMENT = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";

    /** What each table shows, in the columns and the form of the rows made here: all there are, but for ids made of others. */
    private static final Map<String, String> TABLES = Map.of(
            "allocation", "concat_ws('|', order_id, sku, line_id, quantity, status, batch_reference, accepted, "
                    + MOMENT.formatted("accepted_at") + ", CASE WHEN expected THEN 'expected' END)",
            "batch_eta", "concat_ws('|', reference, eta, CASE WHEN was_here THEN 'was here' END)",
            "batch", "concat_ws('|', reference, sku, added, eta, purchased, allocated, shipped)",
            "product", """
                    concat_ws('|', sku, batches, purchased, allocated, backordered, shipped, available,
                        lines_allocated, lines_backordered, lines_shipped)""",
            "totals", """
                    concat_ws('|', products, batches, purchased, allocated, backordered, shipped, lines_allocated,
                        lines_backordered, lines_shipped)""",
            "product_name", "sku",
            "history", """
                    concat_ws('|', sku, n, global_index, type, %s, 'by ' || actor, order_id, line_id,
                        quantity || ' units', previous_quantity || ' before', batch_reference, 'from ' || from_batch,
                        'on ' || eta, 'not on ' || previous_eta, reason)""".formatted(MOMENT.formatted("at")),
            "activity", "concat_ws('|', left(" + MOMENT.formatted("minute")
                    + ", 16), allocated, backordered, moved, released, shipped)");

    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, Lot> batches = new TreeMap<>();
    private final List<String> skus = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private final Map<String, Map<Class<?>, Integer>> countsByMinute = new TreeMap<>();

    private record Line(String orderId, String sku, String lineId, int quantity, String status,
            @Nullable String batch, boolean isExpected, long accepted, String at) {

        Line to(String newStatus, @Nullable String newBatch, boolean expected) {
            return new Line(orderId, sku, lineId, quantity, newStatus, newBatch, expected, accepted, at);
        }
    }

    private record Lot(String reference, String sku, long added, int purchased, @Nullable Object eta,
            boolean wasHere) {}

    /** What the tables show now: the rows of each, sorted. */
    public static Map<String, List<String>> shown(JdbcClient database) {
        var shown = new TreeMap<String, List<String>>();
        TABLES.forEach((table, row) -> shown.put(table, database.sql("SELECT " + row + " FROM read_model." + table)
                .query(String.class).list().stream().sorted().toList()));
        return shown;
    }

    /** What they must show once they have seen the whole log. */
    public static Map<String, List<String>> expected(JdbcClient database) {
        var fold = new PlainFold();
        database.sql("""
                SELECT global_index, sequence_number, payload_type, payload, %s AS at,
                    meta_data::jsonb ->> 'actor' AS actor
                FROM event_store.domain_event ORDER BY aggregate_identifier, sequence_number"""
                .formatted(MOMENT.formatted("time_stamp::timestamptz")))
                .query((row, _) -> {
                    fold.apply(event(row.getString("payload_type"), row.getString("payload")),
                            row.getLong("global_index"), row.getLong("sequence_number"), row.getString("at"),
                            row.getString("actor"));
                    return row.getLong("global_index");
                }).list();
        return fold.tables();
    }

    private static ProductEvent event(String type, String json) {
        try {
            return (ProductEvent) JsonMapper.shared().readValue(json, Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(ProductEvent event, long index, long n, String at, @Nullable String actor) {
        if (n == 0) {
            skus.add(event.sku());
        }
        countsByMinute.computeIfAbsent(at.substring(0, 16), _ -> new HashMap<>()).merge(event.getClass(), 1,
                Integer::sum);
        history.add(row(event.sku(), n, index, event.getClass().getSimpleName().replace("Event", ""), at,
                prefixed("by ", actor), told(event)));
        switch (event) {
            case BatchAddedEvent e -> batches.put(e.batchReference(),
                    new Lot(e.batchReference(), e.sku(), n, e.purchasedQuantity(), e.eta(), false));
            case BatchQuantityChangedEvent e -> batches.computeIfPresent(e.batchReference(),
                    (ref, b) -> new Lot(ref, b.sku(), b.added(), e.purchasedQuantity(), b.eta(), b.wasHere()));
            case BatchEtaChangedEvent e -> batches.computeIfPresent(e.batchReference(),
                    (ref, b) -> new Lot(ref, b.sku(), b.added(), b.purchased(), e.eta(),
                            b.wasHere() || b.eta() == null));
            case LineAllocatedEvent e -> lines.put(key(e.orderId(), e.sku(), e.lineId()), new Line(e.orderId(), e.sku(),
                    e.lineId(), e.quantity(), "ALLOCATED", e.batchReference(), e.batchEta() != null, index, at));
            case LineBackorderedEvent e -> lines.put(key(e.orderId(), e.sku(), e.lineId()),
                    new Line(e.orderId(), e.sku(), e.lineId(), e.quantity(), "BACKORDERED", null, false, index, at));
            case LineMovedEvent e -> lines.computeIfPresent(key(e.orderId(), e.sku(), e.lineId()),
                    (_, line) -> line.to(e.toBatch() == null ? "BACKORDERED" : "ALLOCATED", e.toBatch(),
                            e.toBatchEta() != null));
            case LineReleasedEvent e -> lines.remove(key(e.orderId(), e.sku(), e.lineId()));
            case LineShippedEvent e -> lines.computeIfPresent(key(e.orderId(), e.sku(), e.lineId()),
                    (_, line) -> line.to("SHIPPED", e.batchReference(), false));
            case ShortageStartedEvent _ -> {
            }
        }
    }

    private Map<String, List<String>> tables() {
        var tables = new TreeMap<String, List<String>>();
        tables.put("allocation", sorted(lines.values().stream().map(l -> row(l.orderId(), l.sku(), l.lineId(),
                l.quantity(), l.status(), l.batch(), l.accepted(), l.at(), l.isExpected() ? "expected" : null))
                .toList()));
        tables.put("batch_eta", sorted(batches.values().stream()
                .map(b -> row(b.reference(), b.eta(), b.wasHere() ? "was here" : null)).toList()));
        tables.put("batch", sorted(batches.values().stream().map(b -> row(b.reference(), b.sku(), b.added(), b.eta(),
                b.purchased(), units("ALLOCATED", on(b)), units("SHIPPED", on(b)))).toList()));
        tables.put("product", sorted(skus.stream().map(this::product).toList()));
        tables.put("totals", List.of(row(skus.size(), figures(batches.values(), lines.values()))));
        tables.put("product_name", sorted(skus));
        tables.put("history", sorted(history));
        tables.put("activity", sorted(countsByMinute.entrySet().stream().map(minute -> row(minute.getKey(),
                Stream.of(LineAllocatedEvent.class, LineBackorderedEvent.class, LineMovedEvent.class,
                        LineReleasedEvent.class, LineShippedEvent.class)
                        .map(type -> String.valueOf(minute.getValue().getOrDefault(type, 0)))
                        .collect(Collectors.joining("|"))))
                .toList()));
        return tables;
    }

    /** All that an event says, in the order of the history's columns. */
    private static String told(ProductEvent event) {
        return switch (event) {
            case BatchAddedEvent e ->
                row(e.purchasedQuantity() + " units", e.batchReference(), prefixed("on ", e.eta()));
            case BatchQuantityChangedEvent e -> row(e.purchasedQuantity() + " units", e.previousQuantity() + " before",
                    e.batchReference(), prefixed("on ", e.eta()));
            case BatchEtaChangedEvent e ->
                row(e.batchReference(), prefixed("on ", e.eta()), prefixed("not on ", e.previousEta()));
            case LineAllocatedEvent e -> row(e.orderId(), e.lineId(), e.quantity() + " units", e.batchReference(),
                    prefixed("on ", e.batchEta()));
            case LineBackorderedEvent e -> row(e.orderId(), e.lineId(), e.quantity() + " units");
            case LineMovedEvent e -> row(e.orderId(), e.lineId(), e.quantity() + " units", e.toBatch(),
                    prefixed("from ", e.fromBatch()), prefixed("on ", e.toBatchEta()), e.reason());
            case LineReleasedEvent e ->
                row(e.orderId(), e.lineId(), e.quantity() + " units", e.batchReference(), e.reason());
            case LineShippedEvent e -> row(e.orderId(), e.lineId(), e.quantity() + " units", e.batchReference());
            case ShortageStartedEvent e -> row(e.orderId(), e.lineId(), e.quantity() + " units");
        };
    }

    private static @Nullable String prefixed(String prefix, @Nullable Object value) {
        return value == null ? null : prefix + value;
    }

    private String product(String sku) {
        var lots = batches.values().stream().filter(b -> b.sku().equals(sku)).toList();
        var its = lines.values().stream().filter(l -> l.sku().equals(sku)).toList();
        var available = purchased(lots) - units("ALLOCATED", its) - units("SHIPPED", its);
        return row(sku, lots.size(), purchased(lots), units("ALLOCATED", its), units("BACKORDERED", its),
                units("SHIPPED", its), available, count("ALLOCATED", its), count("BACKORDERED", its),
                count("SHIPPED", its));
    }

    private static String figures(Collection<Lot> lots, Collection<Line> its) {
        return row(lots.size(), purchased(lots), units("ALLOCATED", its), units("BACKORDERED", its),
                units("SHIPPED", its), count("ALLOCATED", its), count("BACKORDERED", its), count("SHIPPED", its));
    }

    private List<Line> on(Lot batch) {
        return lines.values().stream().filter(l -> batch.reference().equals(l.batch())).toList();
    }

    private static long purchased(Collection<Lot> lots) {
        return lots.stream().mapToLong(Lot::purchased).sum();
    }

    private static long units(String status, Collection<Line> its) {
        return its.stream().filter(l -> l.status().equals(status)).mapToLong(Line::quantity).sum();
    }

    private static long count(String status, Collection<Line> its) {
        return its.stream().filter(l -> l.status().equals(status)).count();
    }

    private static String key(String orderId, String sku, String lineId) {
        return row(orderId, sku, lineId);
    }

    /** As {@code concat_ws}: what is null has no place. */
    private static String row(@Nullable Object... columns) {
        var text = new ArrayList<String>();
        for (var column : columns) {
            if (column != null) {
                text.add(column.toString());
            }
        }
        return String.join("|", text);
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }
}
