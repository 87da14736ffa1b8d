/** What the system tests stand on: starting, killing and stopping the programs, and speaking HTTP to them. */
@NullMarked
package io.allocator.system.harness;

import org.jspecify.annotations.NullMarked;
