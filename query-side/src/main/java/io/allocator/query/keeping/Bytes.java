package io.allocator.query.keeping;

/**
 * How much memory answers take, about, on a 64-bit virtual machine with compressed pointers. SKUs and references of batches
 * are not counted: they are shared ({@link Names}).
 */
public final class Bytes {

    /** An answer of its own, with its place among those that are kept, and its key. */
    public static final int ANSWER = 250;

    /** A part of an answer, of some fields. */
    public static final int PART = 64;

    private static final int TEXT = 48;

    private Bytes() {}

    /** A text that may be in one answer only. */
    public static int of(String text) {
        return TEXT + text.length();
    }
}
