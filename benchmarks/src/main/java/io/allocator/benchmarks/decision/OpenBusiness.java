package io.allocator.benchmarks.decision;

import static io.allocator.api.command.OnShortage.REJECT;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A SKU's open lines and its batches, and commands that lead back to where they started. It is made so that a search
 * through the batches has to go through all: each has a unit left, which is too little, and only the last preferred one
 * can take the line that is asked about.
 *
 * @param lines open lines, each on a batch
 * @param batches half of them in the warehouse, the others under way
 */
record OpenBusiness(int lines, int batches) {

    private static final String SKU = "RED-CHAIR";
    private static final int LINE_QUANTITY = 5;
    private static final int LEFT_ON_EACH = 1;

    /** Fits on the last batch, and is smaller than any line that waits after a cut. */
    private static final int NEW_LINE_QUANTITY = 4;
    private static final int LINES_CUT = 3;

    /** Enough for what a benchmark ships, one unit at a time. */
    private static final int PLENTY = 2_000_000_000;

    /** What happened until it came to be. */
    List<ProductEvent> events() {
        return events(NEW_LINE_QUANTITY);
    }

    /** The same, but that the last preferred batch is in the warehouse and does not run out. */
    List<ProductEvent> eventsWithPlentyToShip() {
        return events(PLENTY);
    }

    private List<ProductEvent> events(int leftOnLast) {
        var events = new ArrayList<ProductEvent>();
        var sizes = new int[batches];
        IntStream.range(0, lines).forEach(line -> sizes[batchOf(line)] += LINE_QUANTITY);
        for (var batch = 0; batch < batches; batch++) {
            var left = batch < batches - 1 ? LEFT_ON_EACH : leftOnLast;
            events.add(new BatchAddedEvent(SKU, "batch-" + batch, sizes[batch] + left,
                    isUnderWay(batch) && leftOnLast != PLENTY ? LocalDate.of(2011, 1, 1).plusDays(batch) : null));
        }
        for (var line = 0; line < lines; line++) {
            var batch = (BatchAddedEvent) events.get(batchOf(line));
            events.add(new LineAllocatedEvent(SKU, "order-" + line, "1", LINE_QUANTITY, batch.batchReference(),
                    batch.eta()));
        }
        return events;
    }

    private boolean isUnderWay(int batch) {
        return batch >= batches / 2;
    }

    /** The first lines share the first batch, so that there is something to cut on it. */
    private int batchOf(int line) {
        return line <= LINES_CUT ? 0 : line % batches;
    }

    /** A line is allocated on the last batch of all, and released. */
    List<ProductCommand<?>> allocateAndDeallocate() {
        return List.of(new AllocateCommand(SKU, "new-order", "1", NEW_LINE_QUANTITY, REJECT),
                new DeallocateCommand(SKU, "new-order", "1"));
    }

    /** A batch gets smaller by a few lines, which find no other place; and as large as before, and they come back. */
    List<ProductCommand<?>> cutAndGrow() {
        var onFirst = (int) IntStream.range(0, lines).filter(line -> batchOf(line) == 0).count();
        return List.of(
                new ChangeBatchQuantityCommand(SKU, "batch-0", (onFirst - LINES_CUT) * LINE_QUANTITY),
                new ChangeBatchQuantityCommand(SKU, "batch-0", onFirst * LINE_QUANTITY + LEFT_ON_EACH));
    }

    /** A line is allocated and shipped; of a unit more than what is left on the other batches. */
    List<ProductCommand<?>> allocateAndShip() {
        return List.of(new AllocateCommand(SKU, "new-order", "1", LEFT_ON_EACH + 1, REJECT),
                new ShipLineCommand(SKU, "new-order", "1"));
    }
}
