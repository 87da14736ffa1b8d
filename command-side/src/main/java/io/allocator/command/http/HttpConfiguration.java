package io.allocator.command.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Validator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Where requests are answered that do not take the way through Spring MVC. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    FilterRegistrationBean<AllocationShortcut> allocationShortcut(Answers answers, Validator validator,
            JsonMapper json, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            MeterRegistry meters) {
        var registration = new FilterRegistrationBean<>(
                new AllocationShortcut(answers, validator, json, problems, meters));
        registration.addUrlPatterns(AllocationShortcut.PATHS);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
