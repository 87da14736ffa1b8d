package io.allocator.command.imports;

import io.allocator.command.http.Answer;
import io.allocator.http.ConsistencyToken;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sums at the end, with the first rows that were rejected. */
final class SummaryReport implements ImportReport {

    private static final int MAX_REJECTIONS = 100;

    private static final Comparator<Rejection> LAST_FIRST = Comparator.comparingLong(Rejection::row).reversed();

    private final JsonMapper json;
    private final HttpServletResponse response;
    private final PriorityQueue<Rejection> rejections = new PriorityQueue<>(LAST_FIRST);

    SummaryReport(JsonMapper json, HttpServletResponse response) {
        this.json = json;
        this.response = response;
    }

    @Override
    public synchronized void row(long number, Answer answer) {
        if (answer.isOk()) {
            return;
        }
        rejections.add(new Rejection(number, ImportReport.toJson(json, number, answer)));
        if (rejections.size() > MAX_REJECTIONS) {
            rejections.remove();
        }
    }

    /** All is told at the end. */
    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void end(ImportSummary sums, ConsistencyToken token) throws IOException {
        response.setHeader(ConsistencyToken.HEADER, token.encoded());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var first = new ArrayList<>(rejections);
        first.sort(LAST_FIRST.reversed());
        response.getOutputStream().write(json.writeValueAsBytes(new Summary(sums.rows(), sums.ok(), sums.rejected(),
                sums.seconds(), first.stream().map(Rejection::json).toList())));
    }

    private record Rejection(long row, ObjectNode json) {}

    private record Summary(long rows, long ok, long rejected, double seconds, List<ObjectNode> rejections) {}
}
