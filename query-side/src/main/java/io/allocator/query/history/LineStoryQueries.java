package io.allocator.query.history;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.FindLineStoryQuery;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.LineStoryView;
import io.allocator.query.batches.Batches;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class LineStoryQueries {

    private final HistoryRows rows;
    private final Batches batches;

    LineStoryQueries(HistoryRows rows, Batches batches) {
        this.rows = rows;
        this.batches = batches;
    }

    /** Where the line stands is what its story ends with; the day of its batch may have changed since. */
    @QueryHandler
    @Transactional(readOnly = true)
    Optional<LineStoryView> find(FindLineStoryQuery query) {
        var story = rows.ofLine(query.orderId(), query.sku(), query.lineId());
        if (story.isEmpty()) {
            return Optional.empty();
        }
        var last = story.getLast();
        var quantity = Objects.requireNonNull(last.what().quantity(), "An event of a line has its quantity");
        var batch = last.type().equals("LineReleased") ? null : last.what().batchReference();
        var status = status(last);
        return Optional.of(new LineStoryView(query.orderId(), query.sku(), query.lineId(), quantity, status, batch,
                status.equals(LineStatus.ALLOCATED.name()) ? day(batch) : null,
                story.stream().map(HistoryEntries::of).toList()));
    }

    private @Nullable LocalDate day(@Nullable String batch) {
        return batch == null ? null : batches.find(batch).map(BatchView::eta).orElse(null);
    }

    private static String status(HistoryRow last) {
        return switch (last.type()) {
            case "LineAllocated" -> LineStatus.ALLOCATED.name();
            case "LineBackordered" -> LineStatus.BACKORDERED.name();
            case "LineMoved" -> last.what().batchReference() == null
                    ? LineStatus.BACKORDERED.name()
                    : LineStatus.ALLOCATED.name();
            case "LineShipped" -> LineStatus.SHIPPED.name();
            case "LineReleased" -> "RELEASED";
            case "ShortageStarted" -> "REFUSED";
            default -> throw new IllegalStateException(last.type() + " is about no line");
        };
    }
}
