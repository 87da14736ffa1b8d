package io.allocator.query.products;

import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Characters that a SKU can hold one after the other: unlike a SKU, they may begin or end with a blank. */
@Documented
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,255}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface SkuPart {

    String message() default "must be 1 to 255 printable characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
