package io.allocator.command.product.stock;

import io.allocator.api.command.BatchStatus;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.ChangeBatchOutcome.Move;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.MoveReason;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.PastStock.SpentBatch;
import io.allocator.command.product.stock.Placement.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rule of {@link ChangeBatchQuantityCommand}: when the lines no longer fit, the last accepted are bumped until they
 * do; then all that wait, the bumped ones in their old place among them, get what there is. Net changes only.
 */
public final class ChangeBatchQuantity {

    private ChangeBatchQuantity() {}

    /** Decides it. */
    public static Decision<ChangeBatchOutcome> decide(Stock stock, ChangeBatchQuantityCommand command,
            PastStock past) {
        return ChangeBatchEta.find(stock, command.sku(), command.reference(), past)
                .map(batch -> decide(stock, command, batch))
                .orElseGet(() -> Decision.unchanged(new ChangeBatchOutcome.NotFound()));
    }

    private static Decision<ChangeBatchOutcome> decide(Stock stock, ChangeBatchQuantityCommand command, Batch batch) {
        if (command.quantity() < batch.shipped()) {
            return Decision.unchanged(new ChangeBatchOutcome.BelowShipped(batch.shipped()));
        }
        if (command.quantity() == batch.purchased()) {
            return Decision.unchanged(new ChangeBatchOutcome.Changed(batch.status(command.sku()), List.of()));
        }
        var bumped = bumped(batch, command.quantity());
        var kept = batch.allocated() - bumped.stream().mapToInt(Line::quantity).sum();
        var placement = stock.placement();
        bumped.forEach(placement::bump);
        placement.offer(batch, command.quantity() - batch.shipped() - kept);
        // each bumped line moves once: to leave one for the next commit would be one more event, not one less
        var placed = placement.drain(Moves.MOST_AT_ONCE + bumped.size());

        var events = events(command, batch, bumped, placed);
        var status = new BatchStatus(batch.reference(), command.sku(), batch.eta(), command.quantity(),
                kept + Moves.unitsOn(batch, placed), batch.shipped());
        var decision = Decision.<ChangeBatchOutcome>of(new ChangeBatchOutcome.Changed(status, moves(events)), events);
        return status.allocated() == 0 && status.available() == 0
                ? decision.withSpent(new SpentBatch(status, batch.preference().position()))
                : decision;
    }

    /** The lines that no longer fit, last accepted first. */
    private static List<Line> bumped(Batch batch, int quantity) {
        var bumped = new ArrayList<Line>();
        var tooMany = (long) batch.shipped() + batch.allocated() - quantity;
        for (var line : batch.linesLastAcceptedFirst()) {
            if (tooMany <= 0) {
                break;
            }
            bumped.add(line);
            tooMany -= line.quantity();
        }
        return bumped;
    }

    /**
     * In this order no batch is oversold after any single event: lines leave the batch before it gets smaller, and
     * waiting lines come to it after that. The other batches only gain, and what they have gained in the end fits.
     */
    private static List<ProductEvent> events(ChangeBatchQuantityCommand command, Batch batch, List<Line> bumped,
            List<Placed> placed) {
        var newBatches = placed.stream().collect(Collectors.toMap(p -> p.line().accepted(), Placed::batch));
        var events = new ArrayList<ProductEvent>();
        bumped.stream().sorted(Comparator.comparingLong(Line::accepted)).forEach(line -> {
            var to = newBatches.get(line.accepted());
            if (to != batch) {
                events.add(Moves.move(command.sku(), line, to, MoveReason.BATCH_QUANTITY_REDUCED));
            }
        });
        events.add(new BatchQuantityChangedEvent(command.sku(), batch.reference(), batch.purchased(),
                command.quantity(), batch.shipped(), batch.eta(), batch.preference().position()));
        events.addAll(Moves.toWaitingLines(command.sku(), placed));
        return events;
    }

    private static List<Move> moves(List<ProductEvent> events) {
        return events.stream().filter(LineMovedEvent.class::isInstance).map(LineMovedEvent.class::cast)
                .map(e -> new Move(e.orderId(), e.lineId(), e.fromBatch(), e.toBatch())).toList();
    }
}
