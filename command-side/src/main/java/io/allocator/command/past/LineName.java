package io.allocator.command.past;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import java.util.stream.Stream;

/** The identity of an order line. */
record LineName(String sku, String orderId, String lineId) {

    /** The line that a command is about, if it is about one. */
    static Stream<LineName> of(ProductCommand<?> command) {
        return switch (command) {
            case AllocateCommand c -> Stream.of(new LineName(c.sku(), c.orderId(), c.lineId()));
            case DeallocateCommand c -> Stream.of(new LineName(c.sku(), c.orderId(), c.lineId()));
            case ShipLineCommand c -> Stream.of(new LineName(c.sku(), c.orderId(), c.lineId()));
            default -> Stream.empty();
        };
    }
}
