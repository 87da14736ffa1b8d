package io.allocator.query.audit.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of names that may be large: it keeps 128 bits of each name's SHA-256, in 32 to 64 bytes a name. That two names agree in them
 * is not to be expected in any log.
 */
final class Names {

    private static final int SMALLEST = 16;

    private final MessageDigest sha256 = sha256();
    /** Pairs, by open addressing; (0, 0) is a free place. */
    private long[] table = new long[2 * SMALLEST];
    private int size;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    /** Adds a name of one or more parts, none of which holds a control character. Tells whether it is new. */
    boolean add(String... parts) {
        if (4 * (size + 1) > table.length) {
            grow();
        }
        var hash = hash(parts);
        var place = place(table, hash[0], hash[1]);
        if (table[place] != 0 || table[place + 1] != 0) {
            return false;
        }
        table[place] = hash[0];
        table[place + 1] = hash[1];
        size++;
        return true;
    }

    boolean contains(String... parts) {
        if (size == 0) {
            return false;
        }
        var hash = hash(parts);
        var place = place(table, hash[0], hash[1]);
        return table[place] != 0 || table[place + 1] != 0;
    }

    private long[] hash(String... parts) {
        var hash = ByteBuffer.wrap(sha256.digest(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8)));
        return new long[]{hash.getLong(), hash.getLong()};
    }

    /** Where these two are, or belong. Half of all places are free at the least, so there is one. */
    private static int place(long[] table, long high, long low) {
        var mask = table.length / 2 - 1;
        var slot = (int) low & mask;
        while ((table[2 * slot] != high || table[2 * slot + 1] != low)
                && (table[2 * slot] != 0 || table[2 * slot + 1] != 0)) {
            slot = slot + 1 & mask;
        }
        return 2 * slot;
    }

    private void grow() {
        var larger = new long[2 * table.length];
        for (var i = 0; i < table.length; i += 2) {
            if (table[i] != 0 || table[i + 1] != 0) {
                var place = place(larger, table[i], table[i + 1]);
                larger[place] = table[i];
                larger[place + 1] = table[i + 1];
            }
        }
        table = larger;
    }
}
