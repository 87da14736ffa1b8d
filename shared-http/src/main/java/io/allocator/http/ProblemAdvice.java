package io.allocator.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever goes wrong while a request is answered into a {@link Problem}. */
@RestControllerAdvice
@Order(0)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    /** Seconds after which a client may try again when the database is away. */
    private static final String RETRY_AFTER = "1";

    @ExceptionHandler
    ResponseEntity<Object> onProblem(ProblemException e) {
        return answer(e.problem(), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> onViolation(ConstraintViolationException e) {
        return answer(Problem.invalid(Violations.of(e.getConstraintViolations())), new HttpHeaders());
    }

    /** Parameters are decoded only when somebody asks for one, far behind where a malformed address is refused. */
    @ExceptionHandler
    ResponseEntity<Object> onParameterThatIsNoText(InvalidParameterException e) {
        return answer(Problem.invalid(List.of(new InvalidField("query", "must be percent-encoded UTF-8"))),
                new HttpHeaders());
    }

    /**
     * The last resort. An answer that is on its way already cannot become a problem any more: the failure is left to
     * the web server, which breaks the connection off, so that the client does not take what it has got for all.
     */
    @ExceptionHandler
    ResponseEntity<Object> onAnythingElse(Exception e, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw e;
        }
        return answer(Failures.problemOf(e), new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return answer(problem.problem(), headers);
            }
            if (cause instanceof DatabindException databind) {
                return answer(Problem.invalid(List.of(invalidField(databind))), headers);
            }
            if (cause instanceof InputCoercionException number && number.processor().currentName() != null) {
                return answer(Problem.invalid(
                        List.of(new InvalidField(number.processor().currentName(), mustBe(number.getTargetType())))),
                        headers);
            }
            if (cause instanceof JacksonException) {
                return answer(Problem.invalid(List.of(new InvalidField(InvalidField.BODY, "is not valid JSON"))),
                        headers);
            }
        }
        return answer(Problem.invalid(List.of(new InvalidField(InvalidField.BODY, "must be a JSON object"))), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.invalid(invalidFields(e.getBindingResult())), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = new ArrayList<InvalidField>();
        for (var parameter : e.getParameterValidationResults()) {
            if (parameter instanceof ParameterErrors body) {
                errors.addAll(invalidFields(body));
                continue;
            }
            var name = nameOnTheWire(parameter.getMethodParameter());
            for (var error : parameter.getResolvableErrors()) {
                errors.add(new InvalidField(name, Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid")));
            }
        }
        return answer(Problem.invalid(errors), headers);
    }

    /** A parameter that is not of its type. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        var name = Objects.requireNonNullElse(e.getPropertyName(), "parameter");
        return answer(Problem.invalid(List.of(new InvalidField(name, mustBe(e.getRequiredType())))), headers);
    }

    /** Everything else that Spring MVC itself refuses: a wrong method, media type, path. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = e instanceof ErrorResponse response ? response.getBody().getDetail() : null;
        return answer(Problem.of(status, Objects.requireNonNullElse(detail, "The request cannot be answered")),
                headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.of(ProblemType.NOT_FOUND, "There is nothing at /" + e.getResourcePath()), headers);
    }

    private static List<InvalidField> invalidFields(Errors errors) {
        return errors.getFieldErrors().stream()
                .map(f -> new InvalidField(f.getField(),
                        Objects.requireNonNullElse(f.getDefaultMessage(), "is invalid")))
                .toList();
    }

    private static String nameOnTheWire(MethodParameter parameter) {
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        return header != null && !header.name().isEmpty()
                ? header.name()
                : Objects.requireNonNullElse(parameter.getParameterName(), "parameter");
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        var answer = ResponseEntity.status(problem.status()).headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        return answer.body(problem.toDetail());
    }

    private static InvalidField invalidField(DatabindException e) {
        var field = e.getPath().stream().map(JacksonException.Reference::getPropertyName).filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new InvalidField(unknown.getPropertyName(), "is not a field of this request");
        }
        if (field.isEmpty()) {
            return new InvalidField(InvalidField.BODY, "must be a JSON object");
        }
        return new InvalidField(field, e instanceof MismatchedInputException mismatch
                ? mustBe(mismatch.getTargetType())
                : "must be a whole number in range");
    }

    private static String mustBe(@Nullable Class<?> type) {
        if (type == null) {
            return "is invalid";
        }
        if (type.isEnum()) {
            return "must be one of " + Arrays.stream(type.getEnumConstants()).map(Object::toString)
                    .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName().toLowerCase(Locale.ROOT)) {
            case "boolean" -> "must be true or false";
            case "string" -> "must be a string";
            case "int", "integer", "long" -> "must be a whole number from 1 to 1000000000";
            case "localdate" -> Dates.MUST_BE;
            default -> "has the wrong type";
        };
    }
}
