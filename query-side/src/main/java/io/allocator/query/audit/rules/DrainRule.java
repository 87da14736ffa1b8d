package io.allocator.query.audit.rules;

import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.query.feed.RecordedEvent;
import java.util.function.Consumer;

/**
 * Waiting lines get stock in accepted order, and none that a batch has room for is left waiting once a decision is over.
 *
 * <p>Where a decision ends is told by the order of its events: lines that are bumped, the change of their batch, and then the
 * lines that get stock; or one event, and the lines that get stock. When very many do, they do so in several commits, and other
 * decisions may come in between: then nothing is said of those left waiting, until once nobody is.
 */
final class DrainRule implements Rule {

    /** A decision that places so many lines, or more, may leave others to a later commit. */
    private static final int GOES_ON_AFTER = 2_000;

    /** Lines that the decision may have placed: at least so many as it has. */
    private long placed;
    private boolean goesOn;
    private boolean bumping;

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public void check(RecordedEvent recorded, Stock before, Consumer<String> wrong) {
        switch (recorded.event()) {
            case LineMovedEvent moved when moved.reason() == MoveReason.STOCK_BECAME_AVAILABLE -> {
                placed++;
                bumping = false;
                checkTurn(moved, before, wrong);
            }
            case LineMovedEvent _ -> {
                if (!bumping) {
                    begin(before, wrong);
                }
                placed++;
                bumping = true;
            }
            case BatchQuantityChangedEvent changed -> {
                if (!bumping) {
                    begin(before, wrong);
                }
                var batch = before.batch(changed.batchReference());
                if (batch != null && changed.purchasedQuantity() < changed.previousQuantity()) {
                    // any of them may have been bumped, and placed where it was: that is no event
                    placed += batch.lines;
                }
                bumping = false;
            }
            default -> begin(before, wrong);
        }
    }

    private void begin(Stock before, Consumer<String> wrong) {
        checkNobodyIsLeft(before, wrong);
        placed = 0;
        bumping = false;
    }

    @Override
    public void checkEnd(Stock stock, Consumer<String> wrong) {
        checkNobodyIsLeft(stock, wrong);
    }

    private static void checkTurn(LineMovedEvent moved, Stock before, Consumer<String> wrong) {
        var line = before.line(moved.orderId(), moved.lineId());
        if (line == null) {
            return;
        }
        if (line.batch() != null) {
            wrong.accept(LineRule.describe(moved.orderId(), moved.lineId()) + " gets stock as if it had waited");
            return;
        }
        before.firstThatNeedNotWait().filter(first -> first.accepted() < line.accepted())
                .ifPresent(first -> wrong.accept(LineRule.describe(moved.orderId(), moved.lineId())
                        + " gets stock before " + LineRule.describe(first.orderId(), first.lineId())
                        + ", which was accepted earlier and fits"));
    }

    private void checkNobodyIsLeft(Stock stock, Consumer<String> wrong) {
        var left = stock.firstThatNeedNotWait();
        goesOn = left.isPresent() && (goesOn || placed >= GOES_ON_AFTER);
        if (left.isPresent() && !goesOn) {
            var line = left.get();
            wrong.accept(LineRule.describe(line.orderId(), line.lineId()) + " waits for " + line.quantity()
                    + " units, and a batch has them");
            // said once, not at each event from here on
            goesOn = true;
        }
    }
}
