/** The dashboard, used in a real browser. */
@NullMarked
package io.allocator.system.ui;

import org.jspecify.annotations.NullMarked;
