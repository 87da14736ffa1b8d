package io.allocator.query.keeping;

import java.util.Arrays;
import java.util.Optional;

/** What is read by key; the names are those in the table of changed keys. */
public enum AnswerKind {

    /** A batch, by its reference. */
    BATCH,
    /** A product with its batches, by its SKU. */
    PRODUCT,
    /** The lines of an order, by its id. */
    ORDER;

    /** The one of a name; empty when only a later version of the program knows it. */
    static Optional<AnswerKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
