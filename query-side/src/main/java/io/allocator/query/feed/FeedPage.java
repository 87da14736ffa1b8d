package io.allocator.query.feed;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;

/**
 * Events in a row, to be taken in together by everyone who is given them. Only when all are done with it the next page is
 * made, of all that has come meanwhile: whoever falls behind is handed more at a time.
 */
public final class FeedPage {

    private final List<FeedEvent> events;
    private final Runnable whenDone;
    private final AtomicInteger takers = new AtomicInteger();

    FeedPage(List<FeedEvent> events, Runnable whenDone) {
        this.events = events;
        this.whenDone = whenDone;
    }

    /** Takes it out of the message in which a processor is given it. */
    public static FeedPage of(EventMessage<?> message) {
        return (FeedPage) message.getPayload();
    }

    /** In the order of the log. */
    public List<FeedEvent> events() {
        return events;
    }

    /** Says that one more will take it in. */
    public void taken() {
        takers.incrementAndGet();
    }

    /** Says that one of those is done with it, in whatever way. */
    public void done() {
        if (takers.decrementAndGet() == 0) {
            whenDone.run();
        }
    }

    boolean isTaken() {
        return takers.get() > 0;
    }
}
