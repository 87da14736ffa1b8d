package io.allocator.query.ui;

import io.allocator.http.SharedHttpConfiguration;
import java.util.Map;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The pages alone, without a database: to be tested in a moment, and to be looked at while they are worked on. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan(basePackageClasses = SampleDashboard.class)
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class, HttpEncodingAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
        ValidationAutoConfiguration.class, ThymeleafAutoConfiguration.class, SharedHttpConfiguration.class})
class SampleDashboard {

    /** Serves them on port 8085 until it is stopped. */
    public static void main(String[] arguments) {
        start(8085);
    }

    static ConfigurableApplicationContext start(int port) {
        return new SpringApplicationBuilder(SampleDashboard.class)
                .properties(Map.of("server.port", port, "spring.config.name", "none",
                        "spring.thymeleaf.servlet.produce-partial-output-while-processing", false,
                        "spring.threads.virtual.enabled", true))
                .run();
    }

    @Bean
    SampleAnswers answers() {
        return new SampleAnswers();
    }

    @Bean
    QueryGateway queries(SampleAnswers answers) {
        var bus = SimpleQueryBus.builder().build();
        new AnnotationQueryHandlerAdapter<>(answers).subscribe(bus);
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }
}
