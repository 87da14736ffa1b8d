package io.allocator.query.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.allocator.query.paging.Limit;
import io.allocator.query.paging.Listing;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * Answers with a list as CSV (RFC 4180): UTF-8, a header of the names on the wire, a row for each item.
 *
 * <p>Rows are written page by page as they are read. No more than a page is in memory, and no transaction is open while
 * a slow client takes its time. An item that changes its place meanwhile may be passed over or come twice; all others
 * come once.
 *
 * <p>Values are written as they are, also those which a spreadsheet would take for a formula since they begin with
 * {@code = + -} or {@code @}. They are names: put an apostrophe before one, and it is another when it comes back by an
 * import. Whoever opens the file in a spreadsheet should have the columns read as text.
 */
public final class CsvDownload {

    /** What is to be accepted by who wants CSV. */
    public static final String MEDIA_TYPE = "text/csv";

    private static final Logger log = LoggerFactory.getLogger(CsvDownload.class);

    private CsvDownload() {}

    /**
     * Sends a list, or the part of it that begins at the cursor and has no more items than the limit.
     *
     * @param name of the file, without its ending
     * @param cursor where to begin; {@code null} for the beginning
     * @param limit the most items; {@code null} for all
     * @throws io.allocator.http.ProblemException when the cursor is none of this list
     */
    public static <T extends Record, P> void send(HttpServletResponse response, String name, Listing<T, P> list,
            @Nullable String cursor, @Nullable Integer limit) {
        // before the first byte goes out: what fails by then can still be answered with a problem
        var page = list.pages().find(list.place(cursor), limit == null ? Limit.MOST : limit);
        write(response, name, list.type(), csv -> {
            var slice = page;
            csv.rows(slice.items());
            // a page has all that the limit allows
            while (limit == null && slice.next() != null) {
                slice = list.pages().find(slice.next(), Limit.MOST);
                csv.rows(slice.items());
            }
        });
    }

    /**
     * Sends some items.
     *
     * @param name of the file, without its ending
     * @param type of an item
     */
    public static <T extends Record> void send(HttpServletResponse response, String name, Class<T> type,
            List<T> items) {
        write(response, name, type, csv -> csv.rows(items));
    }

    private static <T extends Record> void write(HttpServletResponse response, String name, Class<T> type,
            Body<T> body) {
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name + ".csv").build().toString());
        try {
            body.write(new Csv<>(response, new Columns<>(type)));
        } catch (IOException | UncheckedIOException e) {
            // from the connection: what the database throws is neither
            log.info("A download of {} was not taken to its end, the client went away: {}", name, e.toString());
        }
    }

    @FunctionalInterface
    private interface Body<T extends Record> {

        void write(Csv<T> csv) throws IOException;
    }

    /** Never closed: when a later page cannot be read, the answer must break off, and not seem to be complete. */
    private static final class Csv<T extends Record> {

        private final CsvWriter writer;
        private final Columns<T> columns;

        Csv(HttpServletResponse response, Columns<T> columns) throws IOException {
            this.writer = CsvWriter.builder().build(response.getOutputStream());
            this.columns = columns;
            writer.writeRecord(columns.names());
        }

        void rows(List<T> items) throws IOException {
            for (var item : items) {
                writer.writeRecord(columns.values(item));
            }
            writer.flush();
        }
    }
}
