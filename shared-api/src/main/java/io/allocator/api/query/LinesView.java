package io.allocator.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of accepted order lines.
 *
 * @param items in accepted order
 * @param next where the page after this one begins, to be given as {@link FindLinesQuery#after()}; {@code null} when
 *        there is none
 */
public record LinesView(List<LineView> items, @Nullable Long next) {}
