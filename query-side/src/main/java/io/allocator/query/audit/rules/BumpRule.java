package io.allocator.query.audit.rules;

import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lines lose their batch only as it is made smaller: those that are bumped were all on the batch whose reduction comes next. */
final class BumpRule implements Rule {

    private @Nullable String bumpedFrom;

    @Override
    public String name() {
        return "bump";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        switch (recorded.event()) {
            case LineMovedEvent moved when moved.reason() == MoveReason.BATCH_QUANTITY_REDUCED -> {
                var line = LineRule.describe(moved.orderId(), moved.lineId());
                if (moved.fromBatch() == null) {
                    wrong.accept(line + " waits and is bumped");
                } else if (bumpedFrom != null && !bumpedFrom.equals(moved.fromBatch())) {
                    wrong.accept(line + " is bumped from batch " + moved.fromBatch() + " among lines of batch "
                            + bumpedFrom);
                }
                bumpedFrom = moved.fromBatch();
            }
            case BatchQuantityChangedEvent changed when changed.batchReference().equals(bumpedFrom)
                    && changed.purchasedQuantity() < changed.previousQuantity() ->
                bumpedFrom = null;
            default -> checkEnd(before, wrong);
        }
    }

    @Override
    public void checkEnd(Stock stock, Consumer<String> wrong) {
        if (bumpedFrom != null) {
            wrong.accept("Lines were bumped from batch " + bumpedFrom + ", which did not get smaller");
            bumpedFrom = null;
        }
    }
}
