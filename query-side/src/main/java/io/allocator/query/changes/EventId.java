package io.allocator.query.changes;

import io.allocator.http.InvalidField;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;

/**
 * A position in the log as the id of a server-sent event, which a client that comes again sends back: the last index, and
 * behind a hyphen the gaps before it that may still fill. So nothing is left out and nothing sent twice, even where
 * transactions end in another order than they began.
 */
final class EventId {

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,18}(-\\d{1,18}(\\.\\d{1,18})*)?");

    private EventId() {}

    static String of(GapAwareTrackingToken position) {
        if (!position.hasGaps()) {
            return Long.toString(position.getIndex());
        }
        var gaps = position.getGaps().stream().map(String::valueOf).collect(Collectors.joining("."));
        return position.getIndex() + "-" + gaps;
    }

    /**
     * Reads one.
     *
     * @throws ProblemException when it is none that {@link #of} has written
     */
    static GapAwareTrackingToken position(String id) {
        if (WRITTEN.matcher(id).matches()) {
            var parts = id.split("-", 2);
            var index = Long.parseLong(parts[0]);
            var gaps = parts.length == 1
                    ? new TreeSet<Long>()
                    : Arrays.stream(parts[1].split("\\.")).map(Long::valueOf)
                            .collect(Collectors.toCollection(TreeSet::new));
            if (gaps.isEmpty() || gaps.last() < index) {
                return GapAwareTrackingToken.newInstance(index, gaps);
            }
        }
        throw new ProblemException(Problem
                .invalid(List.of(new InvalidField("Last-Event-ID", "must be the id of an event of this stream"))));
    }
}
