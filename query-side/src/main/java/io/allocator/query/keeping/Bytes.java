package io.allocator.query.keeping;

/**
 * How much memory answers take, about, on a 64-bit virtual machine with compressed pointers. {@link Names} are not counted: they
 * are shared.
 */
public final class Bytes {

    /** An answer of its own, with its place among those that are kept, and its key. */
    public static final int ANSWER = 250;

    /** A part of an answer, of some fields. */
    public static final int PART = 64;

    private Bytes() {}
}
