package io.allocator.query.allocations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The key of an order line: a UUID made from order, SKU and line id, always the same for the same three. The three
 * themselves, 255 characters each, can take 3,060 bytes; an entry of a PostgreSQL index has room for 2,704.
 */
final class LineKey {

    /** No identifier holds a control character, so ("a", "bc") and ("ab", "c") stay apart. */
    private static final String SEPARATOR = "\u0000";

    private LineKey() {}

    /** The first 122 bits of a SHA-256, marked as version 8 (RFC 9562: made by a rule of one's own). */
    static UUID of(String orderId, String sku, String lineId) {
        var name = String.join(SEPARATOR, orderId, sku, lineId).getBytes(StandardCharsets.UTF_8);
        var hash = ByteBuffer.wrap(sha256().digest(name));
        var high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        var low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
