package io.allocator.command.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import io.allocator.http.Quantity;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What to change about a batch, as it stands on the wire: {@code qty}, {@code eta}, or both. Not a record, since
 * {@code "eta": null}, which means arrived, is not the same as no {@code eta}.
 */
class BatchChangeRequest {

    private static final String QTY = "must be a whole number from 0 to 1000000000";

    @Min(value = 0, message = QTY)
    @Max(value = Quantity.MAX, message = QTY)
    private @Nullable Integer qty;

    private boolean qtyGiven;
    private @Nullable LocalDate eta;
    private boolean etaGiven;

    @JsonSetter("qty")
    void setQty(@Nullable Integer qty) {
        this.qty = qty;
        qtyGiven = true;
    }

    @JsonSetter("eta")
    void setEta(@Nullable LocalDate eta) {
        this.eta = eta;
        etaGiven = true;
    }

    @Nullable
    Integer qty() {
        return qty;
    }

    @Nullable
    LocalDate eta() {
        return eta;
    }

    boolean isEtaGiven() {
        return etaGiven;
    }

    @AssertTrue(message = QTY)
    boolean isQty() {
        return !qtyGiven || qty != null;
    }

    @AssertTrue(message = "must hold qty, eta, or both")
    boolean isBody() {
        return qtyGiven || etaGiven;
    }
}
