package io.allocator.command.dispatch;

import io.allocator.http.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/**
 * What a product has decided, and committed.
 *
 * @param <O> the kind of outcome
 * @param outcome what it was
 * @param token for a read that shall see it; {@code null} when nothing is known of the SKU
 */
public record Decided<O>(O outcome, @Nullable ConsistencyToken token) {}
