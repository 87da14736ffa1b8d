package io.allocator.benchmarks.untouched;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/**
 * Axon's auto-configuration untouched, on JPA. Switched off is what would call home, and what is only there because all
 * of the product is on this class path.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {"org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration",
                "io.allocator.http.SharedHttpConfiguration"})
@ComponentScan
public class UntouchedApplication {

    /** Starts it; settings as for any Spring Boot program. */
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "untouched");
        SpringApplication.run(UntouchedApplication.class, args);
    }
}
