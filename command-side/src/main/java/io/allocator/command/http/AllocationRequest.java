package io.allocator.command.http;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.OnShortage;
import io.allocator.http.Identifier;
import io.allocator.http.Quantity;
import io.allocator.http.Required;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order line to allocate, as it stands on the wire.
 *
 * @param orderid the customer's order
 * @param sku what is ordered
 * @param qty units ordered
 * @param lineid tells lines of one order and SKU apart; "1" when null or absent
 * @param onShortage what to do when no batch can take the line; REJECT when null or absent
 */
public record AllocationRequest(@Required @Identifier @Nullable String orderid,
        @Required @Identifier @Nullable String sku, @Quantity @Nullable Integer qty,
        @Identifier @Nullable String lineid, @Nullable OnShortage onShortage) {

    /** The id of a line that is the only one of its order and SKU. */
    static final String ONLY_LINE = "1";

    /** The command it asks for; only once it is found valid. */
    public AllocateCommand toCommand() {
        return new AllocateCommand(Objects.requireNonNull(sku), Objects.requireNonNull(orderid),
                Objects.requireNonNullElse(lineid, ONLY_LINE), Objects.requireNonNull(qty),
                Objects.requireNonNullElse(onShortage, OnShortage.REJECT));
    }
}
