package io.allocator.query.csv;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells caches that an answer depends on what was accepted, where it does: at a mapping that says what it produces,
 * since it has a sibling that produces something else.
 */
@Configuration(proxyBeanMethods = false)
class VaryByAccept implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var mapping = method.getMethodAnnotation(GetMapping.class);
            if (mapping != null && mapping.produces().length > 0) {
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            }
        }
        return true;
    }
}
