package io.allocator.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/** Answers errors that arise outside of a controller, in a filter or in the servlet container, as a problem too. */
@RestController
@Hidden
class ProblemErrorController implements ErrorController {

    private static final String PROBLEM = ProblemErrorController.class.getName() + ".problem";

    /** Answers a request that no controller is to see, whose address may be no URI. */
    static void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        request.setAttribute(PROBLEM, problem);
        response.sendError(problem.status());
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    @Nullable
    ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            // too late: nothing is to be added to what is on its way, the web server breaks it off
            return null;
        }
        if (request.getAttribute(PROBLEM) instanceof Problem problem) {
            return answer(problem, "/");
        }
        if (request.getAttribute(WebUtils.ERROR_EXCEPTION_ATTRIBUTE) instanceof ProblemException e) {
            return answer(e.problem(), pathOf(request));
        }
        // no attribute: somebody asked for the error page itself
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        return answer(Problem.of(status, status.getReasonPhrase()), pathOf(request));
    }

    private static String pathOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                ? path
                : request.getRequestURI();
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem, String path) {
        var detail = problem.toDetail();
        detail.setInstance(URI.create(path));
        return ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(detail);
    }
}
