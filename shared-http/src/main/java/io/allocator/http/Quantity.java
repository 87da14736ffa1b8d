package io.allocator.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A number of units that is given and is at least 1. */
@Documented
@NotNull
@Min(1)
@Max(Quantity.MAX)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({FIELD, METHOD, PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Quantity {

    /** The most units that one batch or one line can be about. */
    int MAX = 1_000_000_000;

    String message() default "must be a whole number from 1 to 1000000000";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
