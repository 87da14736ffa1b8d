package io.allocator.command.http;

import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.ChangeBatchOutcome.Move;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A batch that was changed, and the lines that changed their batch because of it, as they stand on the wire. */
record ChangedBatchAnswer(String ref, String sku, @Nullable LocalDate eta, int qty, int allocated, int shipped,
        int available, List<MovedLine> moved) {

    /** A line that changed its batch; {@code from} or {@code to} is null when it waited, or waits. */
    record MovedLine(String orderid, String sku, String lineid, @Nullable String from, @Nullable String to) {}

    static ChangedBatchAnswer of(BatchStatus batch, List<Move> moved) {
        return new ChangedBatchAnswer(batch.reference(), batch.sku(), batch.eta(), batch.purchased(), batch.allocated(),
                batch.shipped(), batch.available(),
                moved.stream().map(m -> new MovedLine(m.orderId(), batch.sku(), m.lineId(), m.from(), m.to()))
                        .toList());
    }

    /** This answer with the lines of an earlier change before its own. */
    ChangedBatchAnswer after(ChangedBatchAnswer earlier) {
        return new ChangedBatchAnswer(ref, sku, eta, qty, allocated, shipped, available,
                Stream.concat(earlier.moved.stream(), moved.stream()).toList());
    }
}
