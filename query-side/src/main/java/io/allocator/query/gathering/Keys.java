package io.allocator.query.gathering;

import java.util.Arrays;
import java.util.Set;

/** Keys as the parameter of a statement. */
public final class Keys {

    /**
     * PostgreSQL compares a plan made for the very keys of a statement with the one it has kept, which assumes ten of them.
     * For fewer it takes the former, and makes it anew each time, which costs more than to read by it. For more it
     * takes the one it has kept. A key that is there twice is looked up once.
     */
    private static final int LEAST = 16;

    private Keys() {}

    /** For {@code = ANY (?)}: all of them, the last one repeatedly where they are few. */
    public static String[] array(Set<String> keys) {
        var array = keys.toArray(new String[Math.max(LEAST, keys.size())]);
        Arrays.fill(array, keys.size(), array.length, array[keys.size() - 1]);
        return array;
    }
}
