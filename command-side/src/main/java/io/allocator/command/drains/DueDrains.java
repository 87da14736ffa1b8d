package io.allocator.command.drains;

/** Remembers which products have a drain to go on with, in the transaction that left it unfinished. */
public interface DueDrains {

    /** The drain of this SKU goes on once the current transaction is committed, here or, after a crash, elsewhere. */
    void due(String sku);

    /** The drain of this SKU is done. */
    void done(String sku);
}
