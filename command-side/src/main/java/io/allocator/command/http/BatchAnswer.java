package io.allocator.command.http;

import io.allocator.api.command.BatchStatus;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A batch as it stands on the wire, its figures in units. */
record BatchAnswer(String ref, String sku, @Nullable LocalDate eta, int qty, int allocated, int shipped,
        int available) {

    static BatchAnswer of(BatchStatus batch) {
        return new BatchAnswer(batch.reference(), batch.sku(), batch.eta(), batch.purchased(), batch.allocated(),
                batch.shipped(), batch.available());
    }
}
