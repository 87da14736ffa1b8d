package io.allocator.api.command;

/** Asks one product, that is one SKU, for a decision about its stock. */
public sealed interface ProductCommand permits AddBatchCommand, AllocateCommand {

    /** The SKU whose stock is decided about. */
    String sku();
}
