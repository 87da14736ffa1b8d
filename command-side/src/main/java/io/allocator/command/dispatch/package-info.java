/** The way from an adapter to a product: who asks, and another try after a conflict. */
@NullMarked
package io.allocator.command.dispatch;

import org.jspecify.annotations.NullMarked;
