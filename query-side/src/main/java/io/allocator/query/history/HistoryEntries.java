package io.allocator.query.history;

import io.allocator.api.query.HistoryEntryView;
import io.allocator.query.feed.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what happened in the form in which it is answered: from a row, or from an event as it comes. */
public final class HistoryEntries {

    private HistoryEntries() {}

    /** What an event will look like in the history. */
    public static HistoryEntryView of(RecordedEvent recorded) {
        return of(HistoryRow.of(recorded));
    }

    static HistoryEntryView of(HistoryRow row) {
        return new HistoryEntryView(row.n(), row.at(), row.type(), Sentences.of(row), row.sku(), row.actor(),
                data(row));
    }

    /** By the names of the wire; what an event has no word about is left out, but for a day or batch that is none. */
    private static Map<String, @Nullable Object> data(HistoryRow row) {
        var what = row.what();
        var data = new LinkedHashMap<String, @Nullable Object>();
        switch (row.type()) {
            case "BatchAdded" -> {
                data.put("ref", what.batchReference());
                data.put("qty", what.quantity());
                data.put("eta", what.eta());
            }
            case "BatchQuantityChanged" -> {
                data.put("ref", what.batchReference());
                data.put("qty", what.quantity());
                data.put("previousqty", what.previousQuantity());
            }
            case "BatchEtaChanged" -> {
                data.put("ref", what.batchReference());
                data.put("eta", what.eta());
                data.put("previouseta", what.previousEta());
            }
            default -> {
                data.put("orderid", what.orderId());
                data.put("lineid", what.lineId());
                data.put("qty", what.quantity());
                switch (row.type()) {
                    case "LineAllocated" -> {
                        data.put("batchref", what.batchReference());
                        data.put("eta", what.eta());
                    }
                    case "LineMoved" -> {
                        data.put("from", what.fromBatch());
                        data.put("to", what.batchReference());
                        data.put("eta", what.eta());
                        data.put("reason", what.reason());
                    }
                    case "LineReleased" -> {
                        data.put("batchref", what.batchReference());
                        data.put("reason", what.reason());
                    }
                    case "LineShipped" -> data.put("batchref", what.batchReference());
                    default -> {
                    }
                }
            }
        }
        return data;
    }
}
