package io.allocator.heap;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Watches the heap of every program that has this module on its class path. */
@AutoConfiguration
public class HeapConfiguration {

    @Bean
    OldSpace oldSpace() {
        return new OldSpace();
    }
}
