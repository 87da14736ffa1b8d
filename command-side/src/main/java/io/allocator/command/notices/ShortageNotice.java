package io.allocator.command.notices;

import java.time.Instant;

/**
 * That a SKU's shortage has started.
 *
 * @param eventIdentifier the event that says so; the same however often the notice is sent
 * @param sku what is short
 * @param orderId the order of the line that was refused
 * @param lineId the refused line's id within order and SKU
 * @param quantity units that the refused line asked for
 * @param startedAt when it was refused
 */
record ShortageNotice(String eventIdentifier, String sku, String orderId, String lineId, int quantity,
        Instant startedAt) {}
