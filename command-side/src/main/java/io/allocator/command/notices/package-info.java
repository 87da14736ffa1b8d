/** Tells purchasing that a SKU is out of stock: once for each shortage, after the commit, until it has worked. */
@NullMarked
package io.allocator.command.notices;

import org.jspecify.annotations.NullMarked;
