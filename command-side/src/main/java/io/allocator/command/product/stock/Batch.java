package io.allocator.command.product.stock;

import io.allocator.api.command.BatchStatus;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Stock of one SKU bought together, the lines on it, and what is left. */
final class Batch {

    private final String reference;
    private Preference preference;
    private int purchased;
    private int shipped;
    private int allocated;
    private final LinesAsAccepted lines = new LinesAsAccepted();

    /** A batch without lines. */
    Batch(String reference, Preference preference, int purchased, int shipped) {
        this.reference = reference;
        this.preference = preference;
        this.purchased = purchased;
        this.shipped = shipped;
    }

    String reference() {
        return reference;
    }

    Preference preference() {
        return preference;
    }

    @Nullable
    LocalDate eta() {
        return preference.eta();
    }

    boolean isInWarehouse() {
        return preference.eta() == null;
    }

    int purchased() {
        return purchased;
    }

    int shipped() {
        return shipped;
    }

    int allocated() {
        return allocated;
    }

    int available() {
        return purchased - shipped - allocated;
    }

    /** Whether there is nothing left of it: no line will ever be on it again, unless it turns out larger. */
    boolean isSpent() {
        return lines.isEmpty() && available() == 0;
    }

    Iterable<Line> linesLastAcceptedFirst() {
        return lines.lastAcceptedFirst();
    }

    Line take(Line line) {
        var taken = line.on(this);
        lines.add(taken);
        allocated += line.quantity();
        ensureNotOversold();
        return taken;
    }

    void release(Line line) {
        lines.remove(line);
        allocated -= line.quantity();
    }

    void ship(Line line) {
        release(line);
        shipped += line.quantity();
    }

    void setPurchased(int quantity) {
        purchased = quantity;
        ensureNotOversold();
    }

    void setEta(@Nullable LocalDate eta) {
        preference = new Preference(eta, preference.position());
    }

    /** Holds at every event, live or replayed: if it does not, the log or the rules are broken, and nothing may go on. */
    private void ensureNotOversold() {
        if (available() < 0) {
            throw new IllegalStateException("Batch " + reference + " is oversold: " + purchased + " purchased, "
                    + shipped + " shipped, " + allocated + " allocated");
        }
    }

    BatchStatus status(String sku) {
        return new BatchStatus(reference, sku, eta(), purchased, allocated, shipped);
    }
}
