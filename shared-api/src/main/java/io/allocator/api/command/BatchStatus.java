package io.allocator.api.command;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A batch as its product sees it at the moment of a decision.
 *
 * @param reference the batch's name
 * @param sku what it holds
 * @param eta the day it arrives; {@code null} when it is in the warehouse
 * @param purchased units bought
 * @param allocated units promised to lines and not yet shipped
 * @param shipped units gone
 */
public record BatchStatus(String reference, String sku, @Nullable LocalDate eta, int purchased, int allocated,
        int shipped) {

    /** Units that a further line can have; never below zero. */
    public int available() {
        return purchased - allocated - shipped;
    }

    /** The same batch, arriving on another day. */
    public BatchStatus withEta(@Nullable LocalDate newEta) {
        return new BatchStatus(reference, sku, newEta, purchased, allocated, shipped);
    }
}
