package io.allocator.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Refuses an address that is no URI. Tomcat refuses nearly all of them, but takes path parameters ({@code ;name=value})
 * off a path before it looks at its percent signs, and lets a lone {@code //} through; Spring fails at both.
 */
final class WellFormedAddress extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isWellFormed(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            ProblemErrorController.answer(request, response,
                    Problem.invalid(List.of(new InvalidField("path", "must be percent-encoded UTF-8"))));
        }
    }

    private static boolean isWellFormed(String path) {
        try {
            var _ = new URI(path);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
