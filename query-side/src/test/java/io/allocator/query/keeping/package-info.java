@NullMarked
package io.allocator.query.keeping;

import org.jspecify.annotations.NullMarked;
