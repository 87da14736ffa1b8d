package io.allocator.query.allocations;

import io.allocator.query.readmodel.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When a batch arrives. Kept apart from the lines on it: a new date for 100,000 of them is one row. */
@Entity
@SuppressWarnings("UnusedVariable") // read by queries only
class BatchEta extends Row<String> {

    @Id
    private String reference;
    private @Nullable LocalDate eta;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected BatchEta() {}

    BatchEta(String reference, @Nullable LocalDate eta) {
        this.reference = reference;
        this.eta = eta;
    }

    void setEta(@Nullable LocalDate eta) {
        this.eta = eta;
    }

    @Override
    public String getId() {
        return reference;
    }
}
