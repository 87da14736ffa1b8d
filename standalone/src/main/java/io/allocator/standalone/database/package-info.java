/** A PostgreSQL that comes with the program, lives in its data directory and ends when the program ends. */
@NullMarked
package io.allocator.standalone.database;

import org.jspecify.annotations.NullMarked;
