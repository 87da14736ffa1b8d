/** The dashboard: pages for people, drawn from the same queries that the HTTP API asks. */
@NullMarked
package io.allocator.query.ui;

import org.jspecify.annotations.NullMarked;
