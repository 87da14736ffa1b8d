package io.allocator.http;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;

/** Constraint violations as fields of a request. */
public final class Violations {

    private Violations() {}

    /** One {@link InvalidField} for each violation, named as on the wire. */
    public static List<InvalidField> of(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream().map(v -> new InvalidField(v.getPropertyPath().toString(), v.getMessage())).toList();
    }
}
