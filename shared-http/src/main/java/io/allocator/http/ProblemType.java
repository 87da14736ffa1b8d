package io.allocator.http;

import java.net.URI;
import org.springframework.http.HttpStatus;

/** The kinds of error a client can tell apart, by their {@code type} of RFC 9457. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", "Invalid request", HttpStatus.BAD_REQUEST),
    INVALID_SKU("invalid-sku", "Invalid SKU", HttpStatus.BAD_REQUEST),
    OUT_OF_STOCK("out-of-stock", "Out of stock", HttpStatus.BAD_REQUEST),
    NOT_FOUND("not-found", "Not found", HttpStatus.NOT_FOUND),
    CONFLICT("conflict", "Conflict", HttpStatus.CONFLICT),
    STALE_READ("stale-read", "Stale read", HttpStatus.SERVICE_UNAVAILABLE),
    UNAVAILABLE("unavailable", "Unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL("internal", "Internal error", HttpStatus.INTERNAL_SERVER_ERROR);

    private final URI uri;
    private final String title;
    private final HttpStatus status;

    ProblemType(String name, String title, HttpStatus status) {
        this.uri = URI.create("urn:allocator:" + name);
        this.title = title;
        this.status = status;
    }

    URI uri() {
        return uri;
    }

    String title() {
        return title;
    }

    /** The status it is answered with, where nothing more special fits. */
    public HttpStatus status() {
        return status;
    }

    /** The kind that stands for a status which the web server or the framework chose. */
    static ProblemType of(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 409 -> CONFLICT;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : INVALID_REQUEST;
        };
    }
}
