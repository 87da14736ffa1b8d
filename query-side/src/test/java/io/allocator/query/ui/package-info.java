/** Tests of the pages, over made-up answers. */
@NullMarked
package io.allocator.query.ui;

import org.jspecify.annotations.NullMarked;
