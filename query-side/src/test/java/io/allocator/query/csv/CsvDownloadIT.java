package io.allocator.query.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.allocator.query.paging.Limit;
import io.allocator.query.testing.Database;
import io.allocator.query.testing.QuerySideProgram;
import io.allocator.query.testing.RecordedReads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Lists as CSV: the same rows as in JSON, however many. */
@Isolated("it listens to the log, which all programs of this process write")
class CsvDownloadIT {

    private static final String CSV = "text/csv";
    private static final int PRODUCTS = 210_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Database DATABASE = Database.withEventStore();
    private static final RecordedReads READS = new RecordedReads();
    private static QuerySideProgram program;

    @BeforeAll
    static void start() {
        program = new QuerySideProgram(DATABASE, READS::connections);
        DATABASE.sql().sql("""
                INSERT INTO read_model.product (sku, batches, purchased)
                SELECT 'SKU ' || lpad(i::text, 100, '0'), 1, i FROM generate_series(1, ?) i""").param(PRODUCTS)
                .update();
        DATABASE.sql().sql("INSERT INTO read_model.product_name SELECT sku FROM read_model.product").update();
        DATABASE.sql().sql("INSERT INTO read_model.batch_eta VALUES ('=1+1', NULL), ('a \"ship\"', '2026-03-02')")
                .update();
        DATABASE.sql().sql("""
                INSERT INTO read_model.allocation (id, order_id, sku, line_id, quantity, accepted, accepted_at, status,
                    batch_reference)
                VALUES (gen_random_uuid(), '@order,1', 'Stuhl für Zoë', '-1', 7, 1, now(), 'ALLOCATED', 'a "ship"'),
                (gen_random_uuid(), '@order,1', 'LAMP', '+1', 8, 2, now(), 'BACKORDERED', NULL),
                (gen_random_uuid(), 'o', 'LAMP', '1', 9, 3, now(), 'SHIPPED', '=1+1'),
                (gen_random_uuid(), 'o', 'LAMP', '2', 1, 4, now(), 'BACKORDERED', NULL)""").update();
        DATABASE.sql()
                .sql("""
                        INSERT INTO read_model.history (sku, n, global_index, at, type, actor, order_id, line_id, quantity,
                            batch_reference, eta)
                        VALUES ('LAMP', 0, 0, '2026-03-01T12:00:00Z', 'BatchAdded', 'test', NULL, NULL, 5, 'lamps', '2026-03-02'),
                        ('LAMP', 1, 1, '2026-03-01T13:00:01Z', 'LineAllocated', NULL, 'o', '1', 1, 'lamps', '2026-03-02'),
                        ('LAMP', 2, 2, '2026-03-01T12:59:59Z', 'LineBackordered', NULL, 'p', '1', 9, NULL, NULL)""")
                .update();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @AfterEach
    void forget() {
        READS.forget();
    }

    /** Names come as they are, whatever a spreadsheet makes of them: they may go back in by an import. */
    @Test
    void aListHasAHeaderOfTheNamesOnTheWireAndEachValueAsItIs() {
        assertThat(csv("/allocations")).isEqualTo("""
                orderid,sku,lineid,qty,status,batchref,eta
                "@order,1",Stuhl für Zoë,-1,7,ALLOCATED,"a ""ship""\",2026-03-02
                "@order,1",LAMP,+1,8,BACKORDERED,,
                o,LAMP,1,9,SHIPPED,=1+1,
                o,LAMP,2,1,BACKORDERED,,
                """);
        assertThat(csv("/allocations/@order%2C1")).isEqualTo("""
                sku,lineid,qty,status,batchref,eta
                LAMP,+1,8,BACKORDERED,,
                Stuhl für Zoë,-1,7,ALLOCATED,"a ""ship""\",2026-03-02
                """);
        assertThat(csv("/backorders")).isEqualTo("""
                orderid,sku,lineid,qty
                "@order,1",LAMP,+1,8
                o,LAMP,2,1
                """);
        assertThat(csv("/products?q=0209999")).isEqualTo("""
                sku,qty,allocated,backordered,shipped,available,batches
                SKU %s209999,209999,0,0,0,209999,1
                """.formatted("0".repeat(94)));
    }

    @Test
    void whatHappenedHasItsParticularsSideBySide() {
        assertThat(csv("/products/LAMP/history")).isEqualTo(
                """
                        n,time,type,text,sku,actor,orderid,lineid,qty,previousqty,ref,batchref,from,to,eta,previouseta,reason
                        2,2026-03-01T12:59:59Z,LineBackordered,Order p waits for 9 units,LAMP,,p,1,9,,,,,,,,
                        1,2026-03-01T13:00:01Z,LineAllocated,"Order o was allocated 1 unit of batch lamps, arriving on 2026-03-02",LAMP,,o,1,1,,,lamps,,,2026-03-02,,
                        0,2026-03-01T12:00:00Z,BatchAdded,"Batch lamps of 5 units was added, arriving on 2026-03-02",LAMP,test,,,5,,lamps,,,,2026-03-02,,
                        """);
        assertThat(csv("/products/LAMP/history?limit=1").lines()).hasSize(2);
    }

    /** One node's clock is two seconds behind. */
    @ParameterizedTest
    @CsvSource({"from=2026-03-01T13:00:00Z,1", "until=2026-03-01T13:00:00Z,20", "from=2026-03-01T12:30:00Z,21",
            "until=2026-03-01T12:30:00Z,0", "from=2026-03-01T13:01:02Z,''", "until=2026-03-01T12:00:00Z,''",
            "from=2026-03-01T12:00:00Z&until=2026-03-01T13:00:01Z,20"})
    void whatHappenedInATimeIsFoundThoughClocksDiffer(String time, String expected) {
        assertThat(csv("/products/LAMP/history?" + time).lines().skip(1).map(line -> line.substring(0, 1))
                .collect(Collectors.joining())).isEqualTo(expected);
    }

    @Test
    void anEmptyListIsItsHeader() {
        assertThat(csv("/backorders?sku=none")).isEqualTo("orderid,sku,lineid,qty\n");
    }

    @Test
    void itIsAFileThatDependsOnWhatWasAccepted() {
        var answer = program.getWith("/backorders", "Accept", CSV);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"backorders.csv\"");
        assertThat(answer.headers().allValues("Vary")).contains("Accept");
        assertThat(program.getRaw("/backorders").headers().allValues("Vary")).contains("Accept");
    }

    @ParameterizedTest
    @CsvSource({"*/*,json", "application/json,json",
            "'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',json",
            "'application/json,text/csv',json",
            "'application/json,text/csv;q=0.5',json", "'text/csv;q=0.5,*/*;q=0.8',json", "text/csv,csv",
            "'text/csv,*/*;q=0.1',csv", "'text/csv,application/json;q=0.9',csv", "text/*,csv"})
    void jsonIsWhatIsAnsweredUnlessCsvIsWhatIsWanted(String accept, String form) {
        for (var path : List.of("/products?limit=1", "/allocations", "/allocations/o", "/backorders",
                "/products/LAMP/history")) {
            assertThat(program.getWith(path, "Accept", accept).headers().firstValue("Content-Type").orElse("")).as(path)
                    .contains(form);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/allocations/none", "/products/none/history", "/products/LAMP/history?type=x",
            "/allocations/%20x", "/backorders?limit=0", "/overview"})
    void whatGoesWrongIsAProblemAlsoWhereCsvIsWanted(String path) {
        var answer = program.getWith(path, "Accept", CSV);

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void aLimitAndACursorGiveAPartOfIt() {
        var next = JsonMapper.shared().readTree(program.getRaw("/allocations?limit=1").body()).get("next").asString();

        assertThat(csv("/allocations?limit=2&cursor=" + next).lines()).hasSize(3).contains(
                "\"@order,1\",LAMP,+1,8,BACKORDERED,,",
                "o,LAMP,1,9,SHIPPED,=1+1,");
        assertThat(csv("/allocations?cursor=" + next).lines()).hasSize(4);
        assertThat(csv("/products?limit=1000").lines()).hasSize(1001);
    }

    /** The second page is not read before the client has the first. */
    @Test
    void aLongListComesPageByPage() throws Exception {
        var clientHasRows = new CountDownLatch(1);
        var pages = new AtomicInteger();
        READS.tell(read -> {
            assertThat((Integer) read.parameters().getLast()).isLessThanOrEqualTo(Limit.MOST + 1);
            if (pages.incrementAndGet() == 2) {
                waitFor(clientHasRows);
            }
        });

        try (var lines = lines(program.streamWith("/products?sort=-qty", "Accept", CSV))) {
            assertThat(lines.readLine()).startsWith("sku,qty");
            assertThat(lines.readLine()).contains("," + PRODUCTS + ",");
            assertThat(pages).hasValueLessThanOrEqualTo(2);
            clientHasRows.countDown();
            var expected = PRODUCTS;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat(line).contains("," + --expected + ",");
            }
            assertThat(expected).isEqualTo(1);
        }
        assertThat(pages).hasValue(PRODUCTS / Limit.MOST);
    }

    @Test
    void aClientThatGoesAwayIsLeftInPeace() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var pages = new AtomicInteger();
        READS.tell(read -> pages.incrementAndGet());
        log.start();
        root.addAppender(log);
        try {
            beginToReadAndGoAway("/products");

            await().atMost(LONG).until(() -> List.copyOf(log.list).stream()
                    .anyMatch(e -> e.getFormattedMessage().contains("the client went away")));
            assertThat(log.list).noneMatch(e -> e.getLevel().isGreaterOrEqual(Level.WARN));
            assertThat(pages).hasValueLessThan(PRODUCTS / Limit.MOST);
        } finally {
            root.detachAppender(log);
        }
    }

    /** Else what has come so far would pass for all. */
    @Test
    void anAnswerThatCannotGoOnBreaksOff() throws Exception {
        var pages = new AtomicInteger();
        READS.tell(read -> {
            if (pages.incrementAndGet() == 3) {
                throw new SQLException("by the test", "57P01");
            }
        });

        try (var lines = lines(program.streamWith("/products", "Accept", CSV))) {
            var last = "";
            try {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line;
                }
                throw new AssertionError("came to an end: " + last);
            } catch (IOException expected) {
                assertThat(last).startsWith("SKU ");
            }
        }
    }

    @Test
    void aListThatCannotBeginIsAProblem() {
        READS.tell(read -> {
            throw new SQLException("by the test", "57P01");
        });

        var answer = program.getWith("/products", "Accept", CSV);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /** Takes no more than the first byte: what the system would take for the client may be all of the list. */
    private static void beginToReadAndGoAway(String path) throws IOException {
        var uri = URI.create(program.root());
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(64 * 1024);
            // closed by a reset, with what has come and was not read
            socket.setSoLinger(true, 0);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.getOutputStream().write("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\n\r\n"
                    .formatted(path, CSV).getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** The text, its line ends as Java has them. */
    private static String csv(String path) {
        var answer = program.getWith(path, "Accept", CSV);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replace("\r\n", "\n");
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
