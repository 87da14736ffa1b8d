package io.allocator.http;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * An error as the client sees it.
 *
 * @param type its kind
 * @param status the HTTP status
 * @param message the plain sentence, for a person
 * @param errors the fields at fault, if any
 */
public record Problem(ProblemType type, int status, String message, List<InvalidField> errors) {

    /** A problem of the given kind, with the status that belongs to it. */
    public static Problem of(ProblemType type, String message) {
        return new Problem(type, type.status().value(), message, List.of());
    }

    /** A problem with a status chosen elsewhere. */
    static Problem of(HttpStatusCode status, String message) {
        return new Problem(ProblemType.of(status.value()), status.value(), message, List.of());
    }

    /** A request with fields that are not as they must be. */
    public static Problem invalid(List<InvalidField> errors) {
        return invalid(ProblemType.INVALID_REQUEST.status(), errors);
    }

    static Problem invalid(HttpStatusCode status, List<InvalidField> errors) {
        var sorted = errors.stream()
                .sorted(Comparator.comparing(InvalidField::field).thenComparing(InvalidField::message)).distinct()
                .toList();
        var message = sorted.stream().map(e -> e.field() + " " + e.message()).collect(Collectors.joining("; "));
        return new Problem(ProblemType.INVALID_REQUEST, status.value(), message, sorted);
    }

    /** The body of an {@code application/problem+json} answer. */
    public ProblemDetail toDetail() {
        var detail = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), message);
        detail.setType(type.uri());
        detail.setTitle(type.title());
        detail.setProperty("message", message);
        if (!errors.isEmpty()) {
            detail.setProperty("errors", errors);
        }
        return detail;
    }
}
