package io.allocator.benchmarks.reading;

import io.allocator.query.QuerySide;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The read side as it is in a program of its own, with one more address that is answered from memory. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({QuerySide.class, FromMemory.class})
public class ReadingServer {

    /** Starts it. */
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "query-side-alone");
        SpringApplication.run(ReadingServer.class, args);
    }
}
