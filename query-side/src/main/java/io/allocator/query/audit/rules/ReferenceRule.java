package io.allocator.query.audit.rules;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/** A batch's reference is unique across all SKUs. */
final class ReferenceRule implements Rule {

    private final Names references;

    ReferenceRule(Names references) {
        this.references = references;
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        if (recorded.event() instanceof BatchAddedEvent added && !references.add(added.batchReference())) {
            wrong.accept("Batch " + added.batchReference() + " is added a second time"
                    + (before.batch(added.batchReference()) == null ? ": another SKU has it" : ""));
        }
    }
}
