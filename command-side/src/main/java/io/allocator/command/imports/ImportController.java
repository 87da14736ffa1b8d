package io.allocator.command.imports;

import io.allocator.command.http.Actor;
import io.allocator.command.eventstore.EventStoreHead;
import io.allocator.command.http.Answers;
import io.allocator.http.Identifier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes batches and order lines as CSV, any number of rows. */
@RestController
@Tag(name = "Imports", description = "Any number of batches or order lines as CSV")
class ImportController {

    private static final Logger log = LoggerFactory.getLogger(ImportController.class);

    private static final String CSV = "text/csv";

    private static final String ANSWERS = "With Accept: application/x-ndjson each row is answered as it is done, and the"
            + " sums follow; else the sums come with the first 100 rejected rows.";

    private final RowType batches;
    private final RowType allocations;
    private final JsonMapper json;
    private final EventStoreHead head;

    /** One for each row that may wait for its turn, of all imports together; whoever waits longest is first. */
    private final Semaphore turns;

    ImportController(Answers answers, Validator validator, JsonMapper json, EventStoreHead head,
            @Value("${allocator.import.rows-in-turn:512}") int rowsInTurn) {
        this.batches = RowType.batches(answers, validator);
        this.allocations = RowType.allocations(answers, validator);
        this.json = json;
        this.head = head;
        this.turns = new Semaphore(rowsInTurn, true);
    }

    @PostMapping(path = "/batches/import", consumes = CSV)
    @Operation(summary = "Add batches: CSV with the header ref,sku,qty,eta", description = ANSWERS)
    @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    void importBatches(@RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor,
            HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        run(batches, actor, request, response);
    }

    @PostMapping(path = "/allocations/import", consumes = CSV)
    @Operation(summary = "Allocate order lines: CSV with the header orderid,sku,qty[,lineid][,onShortage]",
            description = ANSWERS)
    @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    void importAllocations(@RequestHeader(name = Actor.HEADER, defaultValue = Actor.NOBODY) @Identifier String actor,
            HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        run(allocations, actor, request, response);
    }

    private void run(RowType type, String actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        try (var body = receive(request); var text = body.read(charsetOf(request))) {
            var records = new CsvRecords(new CsvLines(text));
            var header = CsvHeader.of(records.next(), type.required(), type.optional());
            var report = wantsStream(request)
                    ? new StreamedReport(json, response)
                    : new SummaryReport(json, response);
            new Import(type, actor, report, head::token).run(header, records, turns);
        } catch (ClientGoneException e) {
            log.info("An import was not reported to its end, the client went away: {}", e.getMessage());
        }
    }

    private static Spool receive(HttpServletRequest request) throws IOException {
        try {
            return Spool.of(request.getInputStream());
        } catch (EOFException | ClientAbortException e) {
            throw new ClientGoneException(e);
        }
    }

    private static boolean wantsStream(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(StreamedReport.MEDIA_TYPE);
    }

    /** UTF-8, unless the client says otherwise. */
    private static Charset charsetOf(HttpServletRequest request) {
        return Objects.requireNonNullElse(MediaType.parseMediaType(request.getContentType()).getCharset(),
                StandardCharsets.UTF_8);
    }
}
