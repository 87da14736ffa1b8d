/** Which SKU a batch reference belongs to: the one rule that no single product can keep. */
@NullMarked
package io.allocator.command.references;

import org.jspecify.annotations.NullMarked;
