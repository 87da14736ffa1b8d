package io.allocator.command.references;

import java.util.Optional;

/**
 * Keeps batch references unique across all SKUs. A claim is part of the transaction in which the batch is added: it
 * holds if and only if the event does, on any number of nodes.
 */
public interface BatchReferences {

    /**
     * Claims a reference for a SKU.
     *
     * @return whether the reference belongs to that SKU now; false when it belongs to another
     */
    boolean claim(String reference, String sku);

    /** The SKU that a reference belongs to, if it is taken. */
    Optional<String> skuOf(String reference);
}
