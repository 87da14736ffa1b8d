package io.allocator.query.consistency;

import io.allocator.http.ConsistencyToken;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.allocator.query.feed.EventFeed;
import io.allocator.query.keeping.KeptAnswers;
import io.allocator.query.readmodel.DeadLetters;
import io.allocator.query.readmodel.Positions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a read wait until the views have what its token stands for, or refuses it: an old answer is never given. */
@Component
class ReadYourWrites implements HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(ReadYourWrites.class);

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final EventFeed feed;
    private final Positions positions;
    private final DeadLetters letters;
    private final KeptAnswers kept;

    ReadYourWrites(EventFeed feed, Positions positions, DeadLetters letters, KeptAnswers kept) {
        this.feed = feed;
        this.positions = positions;
        this.letters = letters;
        this.kept = kept;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        var header = request.getHeader(ConsistencyToken.HEADER);
        if (header == null || !request.getMethod().equals("GET")) {
            return true;
        }
        var token = ConsistencyToken.decoded(header);
        try {
            if (positions.await(isSeenFrom(token), LONGEST)) {
                requireNoneAside(token);
                kept.forgetWhatHasChanged();
                return true;
            }
        } catch (EventStoreException e) {
            log.warn("It cannot be told whether an answer includes a write: {}, {}", e.getMessage(),
                    String.valueOf(e.getCause()));
        }
        throw new ProblemException(stale("The answer might not include your write yet; try again"));
    }

    private Predicate<GapAwareTrackingToken> isSeenFrom(ConsistencyToken token) {
        return switch (token) {
            case ConsistencyToken.OfLog(var globalIndex) -> position -> feed.isCovered(globalIndex, position);
            case ConsistencyToken.OfProduct(var sequenceNumber, var sku) -> {
                var event = feed.indexOf(sku, sequenceNumber);
                yield position -> isSeen(event, position);
            }
        };
    }

    /** An event that is not in the log, as with a store that was set back, is never seen. */
    private static boolean isSeen(OptionalLong event, GapAwareTrackingToken position) {
        return event.isPresent() && position.getIndex() >= event.getAsLong()
                && !position.getGaps().contains(event.getAsLong());
    }

    /** A view that has passed over the write has not seen it. Asked after the positions: both change together. */
    private void requireNoneAside(ConsistencyToken token) {
        var lacks = positions.firstLetter() != Long.MAX_VALUE && switch (token) {
            case ConsistencyToken.OfLog(var globalIndex) -> positions.firstLetter() <= globalIndex;
            case ConsistencyToken.OfProduct(var sequenceNumber, var sku) -> letters.isAside(sku, sequenceNumber);
        };
        if (lacks) {
            throw new ProblemException(stale(
                    "A view could not take in your write or one before it; it stays without it until that is mended"));
        }
    }

    private static Problem stale(String message) {
        return Problem.of(ProblemType.STALE_READ, message);
    }
}
