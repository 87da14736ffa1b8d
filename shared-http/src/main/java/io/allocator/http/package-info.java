/** What the HTTP of both sides has in common: problems instead of stack traces, strict JSON, any name in a path. */
@NullMarked
package io.allocator.http;

import org.jspecify.annotations.NullMarked;
