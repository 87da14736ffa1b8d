package io.allocator.query.ui;

import io.allocator.api.query.HistoryEntryView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a row of a list.
 *
 * @param key tells it apart from all others
 * @param time when
 * @param kind for its look: added, changed, allocated, backordered, moved, released, shipped, shortage
 * @param label its type in words
 * @param text what happened, a sentence
 * @param sku to which SKU
 * @param product the SKU's page
 * @param story the page of the line that it concerns; {@code null} when it concerns none
 * @param actor who asked for it; {@code null} when nobody has said
 */
record Entry(String key, Moment time, String kind, String label, String text, String sku, String product,
        @Nullable String story, @Nullable String actor) {

    static List<Entry> of(List<HistoryEntryView> entries) {
        return entries.stream().map(Entry::of).toList();
    }

    private static Entry of(HistoryEntryView e) {
        var order = e.data().get("orderid");
        var line = e.data().get("lineid");
        return new Entry(e.sku() + " " + e.n(), Moment.of(e.time()), kind(e.type()), words(e.type()), e.text(), e.sku(),
                Links.product(e.sku()),
                order == null || line == null ? null : Links.line(order.toString(), e.sku(), line.toString()),
                "anonymous".equals(e.actor()) ? null : e.actor());
    }

    private static String kind(String type) {
        return switch (type) {
            case "BatchAdded" -> "added";
            case "LineAllocated" -> "allocated";
            case "LineBackordered" -> "backordered";
            case "LineMoved" -> "moved";
            case "LineReleased" -> "released";
            case "LineShipped" -> "shipped";
            case "ShortageStarted" -> "shortage";
            default -> "changed";
        };
    }

    /** {@code BatchEtaChanged} as "Batch eta changed"; a type nobody has thought of yet reads well too. */
    private static String words(String type) {
        var words = type.replaceAll("(?<=.)(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT).replace(" eta ", " ETA ");
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
