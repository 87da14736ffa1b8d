/** How far the views are behind the events: as a metric, and for the dashboard. */
@NullMarked
package io.allocator.query.lag;

import org.jspecify.annotations.NullMarked;
