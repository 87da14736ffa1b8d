package io.allocator.api.query;

import java.time.Instant;
import java.util.List;

/**
 * What is going on.
 *
 * @param minutes each minute in which something happened, in order
 * @param latest what happened last, over all SKUs, newest first
 */
public record ActivityView(List<Minute> minutes, List<HistoryEntryView> latest) {

    /**
     * How many lines changed in a minute.
     *
     * @param minute its beginning
     * @param allocated lines that were given a batch when they were placed
     * @param backordered lines that were accepted to wait
     * @param moved lines that changed their batch, or began or ended to wait
     * @param released lines given up
     * @param shipped lines that left
     */
    public record Minute(Instant minute, long allocated, long backordered, long moved, long released,
            long shipped) {}
}
