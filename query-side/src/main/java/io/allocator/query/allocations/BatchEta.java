package io.allocator.query.allocations;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** When a batch arrives. Kept apart from the lines on it: a new date for 100,000 of them is one row. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // read by queries only
class BatchEta {

    @Id
    private String reference;
    private @Nullable LocalDate eta;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected BatchEta() {}
}
