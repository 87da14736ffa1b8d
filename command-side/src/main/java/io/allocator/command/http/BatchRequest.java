package io.allocator.command.http;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.http.Identifier;
import io.allocator.http.Quantity;
import io.allocator.http.Required;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch to add, as it stands on the wire.
 *
 * @param ref the batch's name, unique across all SKUs
 * @param sku what it holds
 * @param qty units purchased
 * @param eta the day it arrives; null or absent when it is in the warehouse
 */
public record BatchRequest(@Required @Identifier @Nullable String ref,
        @Required @Identifier @Nullable String sku, @Quantity @Nullable Integer qty,
        @Nullable LocalDate eta) {

    /** The command it asks for; only once it is found valid. */
    public AddBatchCommand toCommand() {
        return new AddBatchCommand(Objects.requireNonNull(sku), Objects.requireNonNull(ref),
                Objects.requireNonNull(qty), eta);
    }
}
