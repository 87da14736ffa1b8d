/** The write side over HTTP, one request for one command. */
@NullMarked
package io.allocator.command.http;

import org.jspecify.annotations.NullMarked;
