package io.allocator.command.http;

import io.allocator.api.command.ShipLineCommand;
import io.allocator.http.Identifier;
import io.allocator.http.Required;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order line to ship, as it stands on the wire.
 *
 * @param orderid the customer's order
 * @param sku what was ordered
 * @param lineid tells lines of one order and SKU apart; "1" when null or absent
 */
record LineRequest(@Required @Identifier @Nullable String orderid, @Required @Identifier @Nullable String sku,
        @Identifier @Nullable String lineid) {

    ShipLineCommand toCommand() {
        return new ShipLineCommand(Objects.requireNonNull(sku), Objects.requireNonNull(orderid),
                Objects.requireNonNullElse(lineid, AllocationRequest.ONLY_LINE));
    }
}
