/** The write side: takes commands over HTTP, decides about each in its product, and appends what happened. */
@NullMarked
package io.allocator.command;

import org.jspecify.annotations.NullMarked;
