/** What can be asked of a product, and what it can answer. */
@NullMarked
package io.allocator.api.command;

import org.jspecify.annotations.NullMarked;
