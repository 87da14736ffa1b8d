package io.allocator.query.operations;

import io.allocator.api.query.DeadLettersView;
import io.allocator.api.query.FindDeadLettersQuery;
import io.allocator.query.feed.EventFeed;
import io.allocator.query.readmodel.DeadLetters;
import io.allocator.query.readmodel.Positions;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
class DeadLetterQueries {

    private final DeadLetters letters;
    private final EventFeed feed;
    private final Positions positions;

    DeadLetterQueries(DeadLetters letters, EventFeed feed, Positions positions) {
        this.letters = letters;
        this.feed = feed;
        this.positions = positions;
    }

    /** Asks for one more than the page holds: whether there is another page. */
    @QueryHandler
    DeadLettersView find(FindDeadLettersQuery query) {
        var found = letters.list(query.afterView(), query.afterSku(), query.limit() + 1);
        var page = found.subList(0, Math.min(found.size(), query.limit()));
        return new DeadLettersView(page.stream().map(this::toView).toList(), found.size() > page.size());
    }

    DeadLettersView.Sequence toView(DeadLetters.Sequence letter) {
        return new DeadLettersView.Sequence(letter.view(), letter.sku(), letter.since(), letter.attempts(),
                letter.lastAttempt(), letter.cause(), new DeadLettersView.FirstEvent(letter.globalIndex(),
                        letter.sequenceNumber(), letter.type(), letter.time()),
                count(letter));
    }

    /** Up to where the view is: what comes behind is no letter yet. The log has them; they are counted by their numbers. */
    private long count(DeadLetters.Sequence letter) {
        return feed.countOf(letter.sku(), letter.sequenceNumber(),
                positions.of(letter.processor(), letter.sku()).getIndex());
    }
}
