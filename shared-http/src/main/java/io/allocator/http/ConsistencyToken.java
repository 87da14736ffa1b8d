package io.allocator.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What a write's answer gives its client, to be sent with a later read: the read is then answered from a state that
 * includes the write. On the wire it is opaque.
 */
public sealed interface ConsistencyToken {

    /** The header in which it is given, and sent back. */
    String HEADER = "Consistency-Token";

    /**
     * An event of one product and all before it.
     *
     * @param sequenceNumber the event's place among those of the SKU, from 0
     * @param sku the product
     */
    record OfProduct(long sequenceNumber, String sku) implements ConsistencyToken {}

    /**
     * All that was committed when the log ended with an event: that, and what stands before it.
     *
     * @param globalIndex the event's place in the log
     */
    record OfLog(long globalIndex) implements ConsistencyToken {}

    /** As it is written on the wire: letters, digits, hyphens and underscores. */
    default String encoded() {
        var text = switch (this) {
            case OfProduct(var sequenceNumber, var sku) -> "p " + sequenceNumber + " " + sku;
            case OfLog(var globalIndex) -> "l " + globalIndex;
        };
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads one.
     *
     * @throws ProblemException when it is none that {@link #encoded} has written
     */
    static ConsistencyToken decoded(String token) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            var parts = text.split(" ", 3);
            var read = switch (parts[0]) {
                case "p" -> new OfProduct(Long.parseLong(parts[1]), parts[2]);
                case "l" -> new OfLog(Long.parseLong(parts[1]));
                default -> throw new IllegalArgumentException("unknown kind");
            };
            // no name has a control character, and PostgreSQL would choke on one of them
            if (read.encoded().equals(token) && text.chars().noneMatch(Character::isISOControl)) {
                return read;
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | CharacterCodingException _) {
            // as below
        }
        throw new ProblemException(
                Problem.invalid(List.of(new InvalidField(HEADER, "must be that of an earlier answer"))));
    }
}
