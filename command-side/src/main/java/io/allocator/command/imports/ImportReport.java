package io.allocator.command.imports;

import io.allocator.command.http.Answer;
import io.allocator.http.ConsistencyToken;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the client how its rows ended. */
interface ImportReport {

    /** Tells of one row; {@code number} counts data rows from 1. */
    void row(long number, Answer answer) throws IOException;

    /** Called when there is nothing to tell just now: what was told is not to be kept back. */
    void flush() throws IOException;

    /** Tells that all rows are done; with a token for a read that shall see them. */
    void end(ImportSummary summary, ConsistencyToken token) throws IOException;

    /** A row's answer as one object: its number, the HTTP status, and the body of the single request. */
    static ObjectNode toJson(JsonMapper json, long number, Answer answer) {
        var node = json.createObjectNode().put("row", number).put("code", answer.status());
        node.setAll(json.<ObjectNode>valueToTree(answer.body()));
        return node;
    }

    /**
     * All rows of an import.
     *
     * @param rows data rows read
     * @param ok how many are in now
     * @param rejected how many are not
     * @param seconds how long it took
     */
    record ImportSummary(long rows, long ok, long rejected, double seconds) {

        static ImportSummary of(long rows, long rejected, Duration taken) {
            return new ImportSummary(rows, rows - rejected, rejected, taken.toMillis() / 1000.0);
        }
    }
}
