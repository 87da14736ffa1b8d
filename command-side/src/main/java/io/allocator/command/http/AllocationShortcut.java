package io.allocator.command.http;

import io.allocator.http.BodyLimit;
import io.allocator.http.ConsistencyToken;
import io.allocator.http.IdentifierValidator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the request that makes nearly all of the load as {@link CommandController#allocate} does, without the steps by
 * which Spring MVC finds out what to do with a request: they cost more than deciding and storing it. Takes only requests
 * of the usual form; any other goes on to the controller. The same JSON, the same validation, the same problems.
 */
final class AllocationShortcut extends HttpFilter {

    /** Where it stands in for the controller. */
    static final String[] PATHS = {"/allocations", "/allocate"};

    private static final long serialVersionUID = 1L;

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final transient Answers answers;
    private final transient Validator validator;
    private final transient HandlerExceptionResolver problems;
    private final transient ObjectReader reader;
    private final transient ObjectWriter writer;
    private final transient MeterRegistry meters;
    private final transient Map<Integer, Timer> timers = new ConcurrentHashMap<>();

    AllocationShortcut(Answers answers, Validator validator, JsonMapper json,
            HandlerExceptionResolver problems, MeterRegistry meters) {
        this.answers = answers;
        this.validator = validator;
        this.problems = problems;
        this.reader = json.readerFor(AllocationRequest.class);
        this.writer = json.writer();
        this.meters = meters;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var actor = Objects.requireNonNullElse(request.getHeader(Actor.HEADER), Actor.NOBODY);
        if (!isUsual(request) || !IdentifierValidator.isIdentifier(actor)) {
            chain.doFilter(request, response);
            return;
        }
        var start = System.nanoTime();
        try {
            write(answers.allocate(read(request).toCommand(), actor), request, response);
        } catch (RuntimeException e) {
            if (problems.resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
        timer(response.getStatus()).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private static boolean isUsual(HttpServletRequest request) {
        var length = request.getContentLength();
        return HttpMethod.POST.matches(request.getMethod()) && request.getQueryString() == null
                && length > 0 && length <= BodyLimit.MAX_BYTES && JSON.equals(request.getContentType());
    }

    private AllocationRequest read(HttpServletRequest request) throws IOException {
        AllocationRequest line;
        try {
            line = reader.readValue(request.getInputStream());
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("No allocation", e, new ServletServerHttpRequest(request));
        }
        if (line == null) {
            throw new HttpMessageNotReadableException("No allocation", new ServletServerHttpRequest(request));
        }
        var violations = validator.validate(line);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return line;
    }

    private void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (answer.body() instanceof ProblemDetail problem) {
            problem.setInstance(URI.create(request.getRequestURI()));
        }
        var body = writer.writeValueAsBytes(answer.body());
        response.setStatus(answer.status());
        if (answer.token() != null) {
            response.setHeader(ConsistencyToken.HEADER, answer.token().encoded());
        }
        response.setContentType(answer.isOk() ? JSON : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // with its length it goes out in one piece
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The one that Spring MVC would have counted it by. */
    private Timer timer(int status) {
        return timers.computeIfAbsent(status, _ -> Timer.builder("http.server.requests")
                .tags("method", "POST", "uri", PATHS[0], "status", Integer.toString(status), "outcome", outcome(status),
                        "exception", "none", "error", "none")
                .register(meters));
    }

    private static String outcome(int status) {
        return HttpStatus.valueOf(status).is2xxSuccessful()
                ? "SUCCESS"
                : HttpStatus.valueOf(status).is4xxClientError() ? "CLIENT_ERROR" : "SERVER_ERROR";
    }
}
