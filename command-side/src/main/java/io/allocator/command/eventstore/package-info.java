/** Where events are kept: PostgreSQL, through Axon's JDBC engine, in a schema of its own. */
@NullMarked
package io.allocator.command.eventstore;

import org.jspecify.annotations.NullMarked;
