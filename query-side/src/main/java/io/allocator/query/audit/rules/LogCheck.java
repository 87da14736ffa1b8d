package io.allocator.query.audit.rules;

import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.feed.UnreadableEvent;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log, one SKU after the other. It remembers of all SKUs the references of their batches, and otherwise only the
 * SKU that it is at: its batches, its open lines, and the names of its shipped ones.
 */
public final class LogCheck {

    private final Consumer<Violation> found;
    private final Names references = new Names();
    private @Nullable String sku;
    private Stock stock = new Stock();
    private List<Rule> rules = List.of();
    private long last;

    /** Begins; what is found is told at once. */
    public LogCheck(Consumer<Violation> found) {
        this.found = found;
    }

    /**
     * Takes the next event, those of a SKU in the order of their sequence numbers and without those of another in between.
     *
     * @param ofSku the SKU under which it stands in the log
     */
    public void next(String ofSku, RecordedEvent recorded) {
        if (!ofSku.equals(sku)) {
            begin(ofSku);
        }
        if (rules.isEmpty()) {
            return;
        }
        last = recorded.globalIndex();
        rules.forEach(rule -> rule.check(recorded, stock, message -> tell(rule, message)));
        stock.apply(recorded.event(), recorded.sequenceNumber());
    }

    /** Tells of one that cannot be read. What comes behind it in its SKU can be checked no more: nobody knows what it changed. */
    public void unreadable(UnreadableEvent event) {
        if (!event.sku().equals(sku)) {
            begin(event.sku());
        }
        found.accept(new Violation("readable", event.sku(), event.globalIndex(), event.cause()));
        rules = List.of();
    }

    private void begin(String ofSku) {
        end();
        sku = ofSku;
        stock = new Stock();
        rules = List.of(new SequenceRule(ofSku), new QuantityRule(), new ReferenceRule(references),
                new BatchRule(), new LineRule(), new RoomRule(), new ShipmentRule(), new PreferenceRule(),
                new BumpRule(), new DrainRule(), new ShortageRule());
    }

    /** There are no more events. */
    public void end() {
        rules.forEach(rule -> rule.checkEnd(stock, message -> tell(rule, message)));
        rules = List.of();
    }

    private void tell(Rule rule, String message) {
        found.accept(new Violation(rule.name(), sku == null ? "" : sku, last, message));
    }
}
