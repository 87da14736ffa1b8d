package io.allocator.query.feed;

/** What the feed brings for an entry of the log: the event, or that it cannot be read. */
public sealed interface FeedEvent permits RecordedEvent, UnreadableEvent {

    /** What it happened to. */
    String sku();

    /** Which entry of the log it is, over all SKUs. */
    long globalIndex();

    /** Its place among the events of its SKU, from 0. */
    long sequenceNumber();
}
