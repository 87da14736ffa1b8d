/** The way from an adapter to a product: commands that arrive together are committed together, each gets its own answer. */
@NullMarked
package io.allocator.command.dispatch;

import org.jspecify.annotations.NullMarked;
