package io.allocator.query.audit.rules;

import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/** Only the first refusal of a shortage is recorded, until the SKU's supply next grows. */
final class ShortageRule implements Rule {

    @Override
    public String name() {
        return "shortage";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        if (recorded.event() instanceof ShortageStartedEvent && before.isShort()) {
            wrong.accept("A shortage starts, and the one before is not over: no supply has come since");
        }
    }
}
