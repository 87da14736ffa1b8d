package io.allocator.query.operations;

import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets no page of another site have something done here: a browser would send such a request, which has no body, without
 * asking first. Browsers say where a request comes from: in {@code Sec-Fetch-Site}, which they leave out where they have
 * come by plain HTTP, and in {@code Origin}. Other programs say nothing, and are let through.
 */
@Configuration(proxyBeanMethods = false)
class OwnPagesOnly implements WebMvcConfigurer, HandlerInterceptor {

    private static final String HEADER = "Sec-Fetch-Site";
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/operations/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("GET") && isOfAnotherSite(request)) {
            throw new ProblemException(new Problem(ProblemType.INVALID_REQUEST, HttpStatus.FORBIDDEN.value(),
                    "Only pages of this site can ask for this", List.of()));
        }
        return true;
    }

    private static boolean isOfAnotherSite(HttpServletRequest request) {
        var site = request.getHeader(HEADER);
        if (site != null) {
            return !OURS.contains(site);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.endsWith("://" + request.getHeader(HttpHeaders.HOST))
        // as a proxy has it that asks in a name of its own; no page of another site can set it
                && !origin.endsWith("://" + request.getHeader("X-Forwarded-Host"));
    }
}
