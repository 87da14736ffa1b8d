package io.allocator.query.ui;

import io.allocator.http.Failures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Whatever goes wrong under {@code /ui} is told on a page; elsewhere it stays a problem in JSON. */
@Component
@Order(-1)
class ProblemPages implements HandlerExceptionResolver {

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String NO_ADDRESS = "The address is not one that can be shown.";

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception failure) {
        if (!PageHeaders.isPage(request) || response.isCommitted()) {
            return null;
        }
        var page = page(failure);
        if (page.passing()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        var view = new ModelAndView("ui/problem", "page", page);
        view.setStatus(HttpStatus.valueOf(page.status()));
        return view;
    }

    private static ProblemPage page(Exception failure) {
        if (failure instanceof NoResourceFoundException) {
            return ProblemPage.of(404, "There is nothing at this address.");
        }
        if (failure instanceof ErrorResponse refused) {
            return ProblemPage.of(refused.getStatusCode().value(), NO_ADDRESS);
        }
        if (failure instanceof InvalidParameterException) {
            // bytes in the query that are no text
            return ProblemPage.of(400, NO_ADDRESS);
        }
        var problem = Failures.problemOf(failure);
        return ProblemPage.of(problem.status(), problem.message() + ".");
    }
}
