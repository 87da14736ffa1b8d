package io.allocator.http;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name on the wire; {@code body} where no field can be named
 * @param message what it must be
 */
public record InvalidField(String field, String message) {

    /** The name given where the body as a whole is wrong. */
    public static final String BODY = "body";
}
