/** What the tests stand on: a real PostgreSQL, a write side that only appends, the program itself. */
@NullMarked
package io.allocator.query.testing;

import org.jspecify.annotations.NullMarked;
