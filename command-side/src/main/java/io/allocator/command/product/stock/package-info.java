/** The rules: which batch an order line gets. Plain Java, without Axon, Spring, clock or chance. */
@NullMarked
package io.allocator.command.product.stock;

import org.jspecify.annotations.NullMarked;
