package io.allocator.system.harness;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test has used: many tests share one running system. */
public final class Fresh {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Fresh() {}

    /** A name that starts with the given one. */
    public static String name(String prefix) {
        return prefix + "-" + COUNT.incrementAndGet();
    }
}
