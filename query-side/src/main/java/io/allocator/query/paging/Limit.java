package io.allocator.query.paging;

import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The most items of a page. Null is left to whoever has a meaning for it. */
@Documented
@Min(1)
@Max(Limit.MOST)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {

    /** The most that can be asked for. */
    int MOST = 1_000;

    /** Where nothing is said: 100. */
    String DEFAULT = "100";

    String message() default "must be a whole number from 1 to 1000";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
