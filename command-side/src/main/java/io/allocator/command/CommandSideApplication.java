package io.allocator.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The write side as a program. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandSide.class)
public class CommandSideApplication {

    /** Starts it; settings as for any Spring Boot program. */
    public static void main(String[] args) {
        SpringApplication.run(CommandSideApplication.class, args);
    }
}
