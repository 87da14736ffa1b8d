package io.allocator.command.imports;

import io.allocator.command.http.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

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
    public void end(ImportSummary summary) throws IOException {
        writeLine(json.writeValueAsBytes(Map.of("summary", summary)));
        out.flush();
    }

    private synchronized void writeLine(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
