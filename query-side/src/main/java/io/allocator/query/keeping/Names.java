package io.allocator.query.keeping;

import com.github.benmanes.caffeine.cache.Interner;
import org.jspecify.annotations.Nullable;

/** The names in answers: each is one object, in however many answers it is. They are most of what answers are made of. */
public final class Names {

    private static final Interner<String> IN_USE = Interner.newWeakInterner();

    private Names() {}

    /** The one object for a name, for as long as it is in use. */
    public static String unique(String name) {
        return IN_USE.intern(name);
    }

    /** Likewise, where there may be none. */
    public static @Nullable String uniqueIfAny(@Nullable String name) {
        return name == null ? null : IN_USE.intern(name);
    }
}
