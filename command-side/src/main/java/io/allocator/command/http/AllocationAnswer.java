package io.allocator.command.http;

import io.allocator.api.command.AllocateCommand;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An accepted order line as it stands on the wire. */
record AllocationAnswer(String orderid, String sku, String lineid, int qty, String status, String batchref,
        @Nullable LocalDate eta) {

    static AllocationAnswer allocated(AllocateCommand command, String batchReference, @Nullable LocalDate eta) {
        return new AllocationAnswer(command.orderId(), command.sku(), command.lineId(), command.quantity(), "ALLOCATED",
                batchReference, eta);
    }
}
