package io.allocator.query.history;

import io.allocator.api.query.HistoryEntryView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of the history as a line of a file: its particulars side by side, empty where it has no word about them. */
record HistoryLine(long n, Instant time, String type, String text, String sku, @Nullable String actor,
        @Nullable Object orderid, @Nullable Object lineid, @Nullable Object qty, @Nullable Object previousqty,
        @Nullable Object ref, @Nullable Object batchref, @Nullable Object from, @Nullable Object to,
        @Nullable Object eta, @Nullable Object previouseta, @Nullable Object reason) {

    static HistoryLine of(HistoryEntryView entry) {
        var data = entry.data();
        return new HistoryLine(entry.n(), entry.time(), entry.type(), entry.text(), entry.sku(), entry.actor(),
                data.get("orderid"), data.get("lineid"), data.get("qty"), data.get("previousqty"), data.get("ref"),
                data.get("batchref"), data.get("from"), data.get("to"), data.get("eta"), data.get("previouseta"),
                data.get("reason"));
    }
}
