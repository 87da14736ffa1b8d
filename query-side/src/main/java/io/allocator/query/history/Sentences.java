package io.allocator.query.history;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Says what happened, for a person. */
final class Sentences {

    private Sentences() {}

    static String of(HistoryRow row) {
        var what = row.what();
        return capitalized(switch (row.type()) {
            case "BatchAdded" -> "Batch " + what.batchReference() + " of " + units(what.quantity()) + " was added, "
                    + arriving(what.eta());
            case "BatchQuantityChanged" -> "Batch " + what.batchReference() + " was changed from "
                    + what.previousQuantity() + " to " + units(what.quantity());
            case "BatchEtaChanged" -> what.eta() == null
                    ? "Batch " + what.batchReference() + " has arrived in the warehouse"
                    : "Batch " + what.batchReference() + " is expected on " + what.eta() + " instead of "
                            + (what.previousEta() == null ? "being in the warehouse" : what.previousEta());
            case "LineAllocated" -> line(row) + " was allocated " + units(what.quantity()) + " of batch "
                    + what.batchReference() + ", " + arriving(what.eta());
            case "LineBackordered" -> line(row) + " waits for " + units(what.quantity());
            case "LineMoved" -> moved(row);
            case "LineReleased" -> line(row) + " was given up, " + units(what.quantity())
                    + (what.batchReference() == null
                            ? " it waited for"
                            : " of batch " + what.batchReference() + " are free");
            case "LineShipped" -> line(row) + " was shipped, " + units(what.quantity()) + " of batch "
                    + what.batchReference();
            case "ShortageStarted" -> "Out of stock: " + line(row) + " was refused " + units(what.quantity());
            default -> throw new IllegalStateException("Nobody has said how to tell of " + row.type());
        });
    }

    private static String capitalized(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String moved(HistoryRow row) {
        var what = row.what();
        var why = "BATCH_QUANTITY_REDUCED".equals(what.reason())
                ? ", since its batch became smaller"
                : ", since there is stock for it now";
        if (what.batchReference() == null) {
            return line(row) + " lost batch " + what.fromBatch() + " and waits for " + units(what.quantity()) + why;
        }
        var from = what.fromBatch() == null ? "from waiting" : "from batch " + what.fromBatch();
        return line(row) + " of " + units(what.quantity()) + " moved " + from + " to batch " + what.batchReference()
                + ", " + arriving(what.eta()) + why;
    }

    private static String line(HistoryRow row) {
        return "1".equals(row.what().lineId())
                ? "order " + row.what().orderId()
                : "order " + row.what().orderId() + " line " + row.what().lineId();
    }

    private static String units(@Nullable Integer quantity) {
        return quantity + (Integer.valueOf(1).equals(quantity) ? " unit" : " units");
    }

    private static String arriving(@Nullable LocalDate eta) {
        return eta == null ? "in the warehouse" : "arriving on " + eta;
    }
}
