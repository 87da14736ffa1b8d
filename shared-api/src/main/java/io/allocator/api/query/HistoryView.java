package io.allocator.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a SKU's history.
 *
 * @param items newest first
 * @param next where the page after this one begins, to be given as {@link FindHistoryQuery#before()}; {@code null}
 *        when there is none
 */
public record HistoryView(List<HistoryEntryView> items, @Nullable Long next) {}
