/** The product from outside: each test speaks HTTP to real processes on a real PostgreSQL. */
@NullMarked
package io.allocator.system;

import org.jspecify.annotations.NullMarked;
