package io.allocator.command.references;

/**
 * Keeps batch references unique across all SKUs. A claim is part of the transaction in which the batch is added: it
 * holds if and only if the event does, on any number of nodes.
 */
@FunctionalInterface
public interface BatchReferences {

    /**
     * Claims a reference for a SKU.
     *
     * @return whether the reference belongs to that SKU now; false when it belongs to another
     */
    boolean claim(String reference, String sku);
}
