package io.allocator.query.readmodel;

/** How the read model compares identifiers: by code point, as PostgreSQL does by collation C. */
public final class Collation {

    private Collation() {}

    /** As {@link String#compareTo}, but letters beyond the first 65,536 come after all others. */
    public static int compare(String one, String other) {
        var length = Math.min(one.length(), other.length());
        for (var i = 0; i < length; i++) {
            var a = one.charAt(i);
            var b = other.charAt(i);
            if (a != b) {
                var order = Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
                return order == 0 ? Character.compare(a, b) : order;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
