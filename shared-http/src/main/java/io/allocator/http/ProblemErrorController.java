package io.allocator.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

    @RequestMapping("${server.error.path:${error.path:/error}}")
    @Nullable
    ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            // too late: nothing is to be added to what is on its way, the web server breaks it off
            return null;
        }
        if (request.getAttribute(WebUtils.ERROR_EXCEPTION_ATTRIBUTE) instanceof ProblemException e) {
            return answer(e.problem(), request);
        }
        // no attribute: somebody asked for the error page itself
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        return answer(Problem.of(status, status.getReasonPhrase()), request);
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        var detail = problem.toDetail();
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
            detail.setInstance(URI.create(path));
        }
        return ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(detail);
    }
}
