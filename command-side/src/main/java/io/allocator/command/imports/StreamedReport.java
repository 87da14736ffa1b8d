package io.allocator.command.imports;

import io.allocator.command.http.Answer;
import io.allocator.http.ConsistencyToken;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every row as it is done, one JSON object a line. */
final class StreamedReport implements ImportReport {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int BUFFER_BYTES = 32 * 1024;

    private final JsonMapper json;
    private final OutputStream out;

    StreamedReport(JsonMapper json, HttpServletResponse response) throws IOException {
        this.json = json;
        response.setContentType(MEDIA_TYPE);
        this.out = new BufferedOutputStream(response.getOutputStream(), BUFFER_BYTES);
    }

    @Override
    public void row(long number, Answer answer) throws IOException {
        writeLine(json.writeValueAsBytes(ImportReport.toJson(json, number, answer)));
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    /** The head of the answer is long gone: the token comes with the sums. */
    @Override
    public void end(ImportSummary summary, ConsistencyToken token) throws IOException {
        var sums = json.<ObjectNode>valueToTree(summary).put("consistencytoken", token.encoded());
        writeLine(json.writeValueAsBytes(Map.of("summary", sums)));
        out.flush();
    }

    private synchronized void writeLine(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
