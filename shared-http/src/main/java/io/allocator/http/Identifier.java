package io.allocator.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A SKU, batch reference, order id or line id: 1 to 255 printable characters, without a control character and without
 * a blank at either end. Null is left to {@link Required}.
 */
@Documented
@Constraint(validatedBy = IdentifierValidator.class)
@Target({FIELD, METHOD, PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Identifier {

    /** The most characters a name may have, counted as Unicode code points. */
    int MAX_LENGTH = 255;

    String message() default "must be 1 to 255 printable characters, without a blank at either end";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
