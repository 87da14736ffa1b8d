package io.allocator.command.http;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ShipLineCommand;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An accepted order line as it stands on the wire. */
record AllocationAnswer(String orderid, String sku, String lineid, int qty, String status, @Nullable String batchref,
        @Nullable LocalDate eta) {

    static AllocationAnswer allocated(AllocateCommand line, String batchReference, @Nullable LocalDate eta) {
        return new AllocationAnswer(line.orderId(), line.sku(), line.lineId(), line.quantity(), "ALLOCATED",
                batchReference, eta);
    }

    static AllocationAnswer backordered(AllocateCommand line) {
        return new AllocationAnswer(line.orderId(), line.sku(), line.lineId(), line.quantity(), "BACKORDERED", null,
                null);
    }

    static AllocationAnswer shipped(ShipLineCommand line, int quantity, String batchReference) {
        return new AllocationAnswer(line.orderId(), line.sku(), line.lineId(), quantity, "SHIPPED", batchReference,
                null);
    }
}
