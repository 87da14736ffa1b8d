package io.allocator.api.command;

/** How a {@link ShipLineCommand} ended. */
public sealed interface ShipLineOutcome {

    /**
     * The line is gone.
     *
     * @param quantity units of the line
     * @param batchReference the batch they were taken from
     */
    record Shipped(int quantity, String batchReference) implements ShipLineOutcome {}

    /**
     * The line was gone already; nothing changed.
     *
     * @param quantity units of the line
     * @param batchReference the batch they were taken from
     */
    record AlreadyShipped(int quantity, String batchReference) implements ShipLineOutcome {}

    /** There is no such line. */
    record NotFound() implements ShipLineOutcome {}

    /** The line holds no stock that is in the warehouse. */
    record NotInWarehouse(String reason) implements ShipLineOutcome {}
}
