package io.allocator.query.paging;

import org.jspecify.annotations.Nullable;

/**
 * A list that somebody asked for, found a page at a time: whoever goes on from a place sees all that comes behind it,
 * whatever came or went before.
 *
 * @param type of an item; its components are named as on the wire
 * @param cursors of this list
 * @param pages finds a page
 * @param <T> an item
 * @param <P> a place in the list
 */
public record Listing<T extends Record, P>(Class<T> type, Cursors<P> cursors, Pages<T, P> pages) {

    /** Finds the pages of a list. */
    @FunctionalInterface
    public interface Pages<T, P> {

        /**
         * Finds one.
         *
         * @param after the place behind which it begins; {@code null} for the first
         * @param limit the most items
         */
        Slice<T, P> find(@Nullable P after, int limit);
    }

    /**
     * One page of it.
     *
     * @param cursor where it begins; {@code null} for the first
     * @param limit the most items
     * @throws io.allocator.http.ProblemException when the cursor is none of this list
     */
    public Page<T> page(@Nullable String cursor, int limit) {
        var found = pages.find(place(cursor), limit);
        return new Page<>(found.items(), found.next() == null ? null : cursors.of(found.next()));
    }

    /**
     * The place that a cursor stands for; {@code null} for the beginning.
     *
     * @throws io.allocator.http.ProblemException when the cursor is none of this list
     */
    public @Nullable P place(@Nullable String cursor) {
        return cursor == null ? null : cursors.place(cursor);
    }
}
