/** What can be promised of a SKU, and when: from the warehouse now, and from each shipment on its day. */
@NullMarked
package io.allocator.query.availability;

import org.jspecify.annotations.NullMarked;
