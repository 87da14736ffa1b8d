package io.allocator.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the lines that wait.
 *
 * @param items in accepted order
 * @param next where the page after this one begins, to be given as {@link FindBackordersQuery#after()}; {@code null}
 *        when there is none
 */
public record BackordersView(List<BackorderView> items, @Nullable Long next) {}
