/** What the views have in common: their schema, their transactions, and the processors that keep them up to date. */
@NullMarked
package io.allocator.query.readmodel;

import org.jspecify.annotations.NullMarked;
