package io.allocator.api.command;

/**
 * Asks one product, that is one SKU, for a decision about its stock.
 *
 * @param <O> how it can end
 */
public sealed interface ProductCommand<O> permits AddBatchCommand, AllocateCommand, ChangeBatchEtaCommand,
        ChangeBatchQuantityCommand, DeallocateCommand, DrainCommand, ShipLineCommand {

    /** The SKU whose stock is decided about. */
    String sku();
}
