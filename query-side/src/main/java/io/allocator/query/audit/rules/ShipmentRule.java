package io.allocator.query.audit.rules;

import io.allocator.api.event.LineShippedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/** Only what is in the warehouse is shipped. */
final class ShipmentRule implements Rule {

    @Override
    public String name() {
        return "shipment";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        if (recorded.event() instanceof LineShippedEvent shipped) {
            var batch = before.batch(shipped.batchReference());
            if (batch == null) {
                wrong.accept("A line is shipped from batch " + shipped.batchReference() + ", which is not there");
            } else if (batch.eta != null) {
                wrong.accept("A line is shipped from batch " + batch.reference + ", which arrives on " + batch.eta);
            }
        }
    }
}
