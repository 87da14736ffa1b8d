package io.allocator.query.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as it stands on the wire.
 *
 * @param items in the list's order
 * @param next the cursor of the page after this one; {@code null} when there is none
 * @param <T> an item
 */
public record Page<T>(List<T> items, @Nullable String next) {}
