package io.allocator.api.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the sequences of events that views lack, in the order of view and SKU.
 *
 * @param items each is of one view and one SKU
 * @param more whether there are others behind
 */
public record DeadLettersView(List<Sequence> items, boolean more) {

    /**
     * The events of a SKU that a view lacks: it could not take in the first, and so has passed over all of them.
     *
     * @param view which lacks them
     * @param sku whose they are
     * @param since when the SKU was set aside
     * @param attempts how often the first was tried
     * @param lastAttempt when that was last tried
     * @param cause why it could not be taken in then
     * @param firstEvent the first
     * @param events how many they are
     */
    public record Sequence(String view, String sku, Instant since, int attempts, Instant lastAttempt, String cause,
            FirstEvent firstEvent, long events) {}

    /**
     * The event that could not be taken in.
     *
     * @param globalIndex its place in the log
     * @param sequenceNumber its place among the events of the SKU, from 0
     * @param type its name, without "Event"
     * @param time when it was decided; {@code null} when that cannot be read
     */
    public record FirstEvent(long globalIndex, long sequenceNumber, String type, @Nullable Instant time) {}
}
