package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import io.allocator.system.harness.StreamedImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CSV in the ways that spreadsheets make it. In the tables {@code $} stands for a name of the test's own; a row's
 * outcome is its status, and the field at fault.
 */
@OnEveryDeployment
class SpreadsheetCsvIT {

    private static final String NO_ROW = "";
    private static final String HEAD = "ref,sku,qty,eta\n";
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final AllocatorClient client;
    private final String name = Fresh.name("csv");

    SpreadsheetCsvIT(AllocatorSystem system) {
        client = system.client();
    }

    static Stream<Arguments> batchFiles() {
        return Stream.of(
                row("plain", HEAD + "$1,$,5,\n$2,$,6,2031-01-01\n", "201 201"),
                row("no line break at the end", HEAD + "$1,$,5,", "201"),
                row("CR LF", "ref,sku,qty,eta\r\n$1,$,5,\r\n$2,$,6,\r\n", "201 201"),
                row("CR only", "ref,sku,qty,eta\r$1,$,5,\r$2,$,6,\r", "201 201"),
                row("byte order mark", "\ufeff" + HEAD + "$1,$,5,\n", "201"),
                row("byte order mark and quotes", "\ufeff\"ref\",\"sku\",\"qty\",\"eta\"\n$1,$,5,\n", "201"),
                row("everything quoted", "\"ref\",\"sku\",\"qty\",\"eta\"\n\"$1\",\"$\",\"5\",\"\"\n", "201"),
                row("comma in quotes", HEAD + "\"$,1\",$,5,\n", "201"),
                row("quotes in quotes", HEAD + "\"$ 3\"\" pipe\",$,5,\n", "201"),
                row("header in capitals", "REF,Sku,QTY,Eta\n$1,$,5,\n", "201"),
                row("blanks in the header", " ref , sku,qty ,eta\n$1,$,5,\n", "201"),
                row("columns in other order", "qty,eta,sku,ref\n5,2031-01-01,$,$1\n", "201"),
                row("further column", "ref,sku,colour,qty,eta\n$1,$,red,5,\n", "201"),
                row("header only", HEAD, NO_ROW),
                row("header only, no line break", "ref,sku,qty,eta", NO_ROW),
                row("blank lines", HEAD + "\n$1,$,5,\n\n\n$2,$,6,\n\n", "201 201"),
                row("embedded line break", HEAD + "\"$\n1\",$,5,\n$2,$,6,\n", "400:ref 201"),
                row("embedded CR LF", HEAD + "$1,\"$\r\nx\",5,\r\n$2,$,6,\r\n", "400:sku 201"),
                row("unclosed quote", HEAD + "$1,$,5,\n\"$2,$,6,\n$3,$,7,\n", "201 400:row 201"),
                row("header filled up with commas", "ref,sku,qty,eta,,\n$1,$,5,,,\n", "201"),
                row("more fields than the header", HEAD + "$1,$,5,,surplus\n$2,$,6,\n", "400:row 201"),
                row("too few fields", HEAD + "$1,$\n$2,$,6,\n", "400:qty 201"),
                row("one field", HEAD + "$1\n$2,$,6,\n", "400:sku 201"),
                row("row of commas", HEAD + ",,,\n$2,$,6,\n", "400:ref 201"),
                row("blank at the end of a name", HEAD + "$1 ,$,5,\n$2,$,6,\n", "400:ref 201"),
                row("blank before a name", HEAD + "$1, $,5,\n$2,$,6,\n", "400:sku 201"),
                row("tab in a name", HEAD + "$\t1,$,5,\n$2,$,6,\n", "400:ref 201"),
                row("NUL in a name", HEAD + "$\0001,$,5,\n$2,$,6,\n", "400:ref 201"),
                row("no ref", HEAD + ",$,5,\n$2,$,6,\n", "400:ref 201"),
                row("thousands separator", HEAD + "$1,$,\"1,000\",\n$2,$,6,\n", "400:qty 201"),
                row("thousands separated by points", HEAD + "$1,$,1.000,\n$2,$,6,\n", "400:qty 201"),
                row("qty with decimals", HEAD + "$1,$,5.0,\n$2,$,6,\n", "400:qty 201"),
                row("qty as spreadsheets shorten it", HEAD + "$1,$,1E+05,\n$2,$,6,\n", "400:qty 201"),
                row("qty empty", HEAD + "$1,$,,\n$2,$,6,\n", "400:qty 201"),
                row("qty zero", HEAD + "$1,$,0,\n$2,$,6,\n", "400:qty 201"),
                row("qty negative", HEAD + "$1,$,-5,\n$2,$,6,\n", "400:qty 201"),
                row("qty over the limit", HEAD + "$1,$,1000000001,\n$2,$,6,\n", "400:qty 201"),
                row("qty over a long", HEAD + "$1,$,99999999999999999999,\n$2,$,6,\n", "400:qty 201"),
                row("qty a formula's error", HEAD + "$1,$,#VALUE!,\n$2,$,6,\n", "400:qty 201"),
                row("qty in other digits", HEAD + "$1,$,\u0665,\n$2,$,6,\n", "400:qty 201"),
                row("day first", HEAD + "$1,$,5,31/12/2031\n$2,$,6,\n", "400:eta 201"),
                row("month first", HEAD + "$1,$,5,12/31/2031\n$2,$,6,\n", "400:eta 201"),
                row("day as a number", HEAD + "$1,$,5,48000\n$2,$,6,\n", "400:eta 201"),
                row("day that is not", HEAD + "$1,$,5,2031-02-30\n$2,$,6,\n", "400:eta 201"),
                row("day with a time", HEAD + "$1,$,5,2031-01-01 00:00\n$2,$,6,\n", "400:eta 201"),
                row("name of 256 characters", HEAD + "x".repeat(256) + ",$,5,\n$2,$,6,\n", "400:ref 201"),
                row("huge field", HEAD + "x".repeat(3_000_000) + ",$,5,\n$2,$,6,\n", "400 201"),
                row("the same batch twice", HEAD + "$1,$,5,\n$1,$,5,\n$1,$,6,\n", "201 200 409"),
                row("a rare letter in a name", HEAD + "$\ud800\udf30,$,5,\n", "201"),
                row("a name with what stands for no character", HEAD + "$\ufffd1,$,5,\n", "201"),
                row("Windows bytes in a name", (HEAD + "$\u00fc1,$,5,\n$2,$,6,\n").getBytes(WINDOWS), "400 201"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batchFiles")
    void eachRowOfAFileOfBatchesIsAnswered(String title, byte[] file, String outcomes) throws IOException {
        expectOutcomes("/batches/import", file, outcomes);

        var added = Stream.of(outcomes.split(" ")).filter("201"::equals).count();
        if (added > 0) {
            eventually(() -> assertThat(client.product(name).expect(200).json().get("batches")).hasSize((int) added));
        } else {
            client.product(name).expect(404);
        }
    }

    static Stream<Arguments> lineFiles() {
        return Stream.of(
                row("plain", "orderid,sku,qty\n$,$,5\n", "201"),
                row("with line ids", "orderid,sku,qty,lineid\n$,$,5,a\n$,$,5,b\n", "201 201"),
                row("line id empty", "orderid,sku,qty,lineid\n$,$,5,\n$,$,5,1\n", "201 200"),
                row("with onShortage", "orderid,sku,qty,lineid,onShortage\n$,$,5,a,REJECT\n$,$,5,b,\n", "201 201"),
                row("onShortage unknown", "orderid,sku,qty,onShortage\n$,$,5,EXPLODE\n$,$,5,REJECT\n",
                        "400:onShortage 201"),
                row("further columns", "orderid,date,sku,qty,customer\n$,2010-12-01,$,5,17850\n", "201"),
                row("too much, then less", "orderid,sku,qty\n$1,$,999\n$2,$,5\n", "400 201"),
                row("another sku", "orderid,sku,qty\n$1,no $,5\n$2,$,5\n", "400 201"),
                row("other quantity", "orderid,sku,qty\n$,$,5\n$,$,6\n$,$,5\n", "201 409 200"),
                row("no order id", "orderid,sku,qty\n,$,5\n$,$,5\n", "400:orderid 201"),
                row("order id of 256 characters", "orderid,sku,qty\n" + "x".repeat(256) + ",$,5\n$,$,5\n",
                        "400:orderid 201"),
                row("qty with a unit", "orderid,sku,qty\n$,$,5 pcs\n$,$,5\n", "400:qty 201"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lineFiles")
    void eachRowOfAFileOfLinesIsAnswered(String title, byte[] file, String outcomes) throws IOException {
        client.addBatch(name, name, 100, null).expect(201);

        expectOutcomes("/allocations/import", file, outcomes);

        var allocated = 5 * Stream.of(outcomes.split(" ")).filter("201"::equals).count();
        eventually(() -> client.product(name).expect(200).with("allocated", String.valueOf(allocated)));
    }

    static final List<Arguments> UNREADABLE = List.of(
            row("empty", "", NO_ROW), row("line break", "\n", NO_ROW), row("blanks", "   \n  \n", NO_ROW),
            row("no header", "$1,$,5,2031-01-01\n", NO_ROW),
            row("wrong header", "reference,product,amount\n$1,$,5\n", NO_ROW),
            row("required column missing", "ref,qty,eta,orderid\n$1,5,,$\n", NO_ROW),
            row("column twice", "ref,orderid,sku,qty,qty\n$1,$1,$,5,6\n", NO_ROW),
            row("semicolons", "ref;orderid;sku;qty;eta\n$1;$1;$;5;\n", NO_ROW),
            row("tabs", "ref\torderid\tsku\tqty\teta\n$1\t$1\t$\t5\t\n", NO_ROW),
            row("unclosed quote in the header", "\"ref,orderid,sku,qty,eta\n$1,$1,$,5,\n", NO_ROW),
            row("UTF-16 little endian", "\ufeffref,orderid,sku,qty\n$1,$1,$,5\n".getBytes(StandardCharsets.UTF_16LE),
                    NO_ROW),
            row("UTF-16 big endian", "\ufeffref,orderid,sku,qty\n$1,$1,$,5\n".getBytes(StandardCharsets.UTF_16BE),
                    NO_ROW),
            row("a workbook, zipped", new byte[]{'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0}, NO_ROW),
            row("JSON", "[{\"ref\":\"$1\",\"sku\":\"$\",\"qty\":5}]", NO_ROW),
            row("HTML", "<table><tr><td>ref</td></tr></table>", NO_ROW),
            row("endless header", "x".repeat(3_000_000), NO_ROW));

    @ParameterizedTest(name = "{0}")
    @FieldSource("UNREADABLE")
    void aFileWhoseHeaderIsNotUnderstoodIsRefused(String title, byte[] file, String outcomes) {
        for (var path : List.of("/batches/import", "/allocations/import")) {
            for (var accept : List.of("application/json", "application/x-ndjson")) {
                var answer = AllocatorClient
                        .send(client.request("POST", path, "text/csv", mine(file)).header("Accept", accept))
                        .expect(400).with("type", "urn:allocator:invalid-request");
                assertThat(answer.mediaType()).isEqualTo("application/problem+json");
                assertThat(answer.json().path("message").asString()).isNotBlank();
                assertThat(answer.body()).doesNotContain("Exception", "at io.");
            }
        }
    }

    private void expectOutcomes(String path, byte[] file, String outcomes) throws IOException {
        var seen = new TreeMap<Integer, String>();
        var summary = StreamedImport.send(client.write(), path, new ByteArrayInputStream(mine(file)), answer -> {
            var code = answer.get("code").asString();
            var expected = Stream.of(outcomes.split(" ")).skip(answer.get("row").asInt() - 1L).findFirst().orElse("");
            var field = expected.replaceFirst("^[^:]*:?", "");
            if (!field.isEmpty()) {
                assertThat(answer.at("/errors").findValuesAsString("field")).as(answer::toString).contains(field);
                code += ":" + field;
            }
            if (!code.startsWith("2")) {
                assertThat(answer.path("type").asString()).as(answer::toString).startsWith("urn:allocator:");
                assertThat(answer.path("message").asString()).as(answer::toString).isNotBlank();
                assertThat(answer.toString()).doesNotContain("Exception", "at io.");
            }
            assertThat(seen.put(answer.get("row").asInt(), code)).isNull();
        });
        assertThat(seen.values().stream().collect(Collectors.joining(" "))).isEqualTo(outcomes);
        var rows = seen.size();
        assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(
                IntStream.rangeClosed(1, rows).boxed().toList());
        assertThat(summary.get("rows").asInt()).isEqualTo(rows);
        assertThat(summary.get("ok").asLong()).isEqualTo(seen.values().stream().filter(s -> s.startsWith("2")).count());
    }

    /** The file with the test's own name in it, byte by byte, whatever the encoding. */
    private byte[] mine(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).replace("$", name).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Arguments row(String title, String file, String outcomes) {
        return row(title, file.getBytes(StandardCharsets.UTF_8), outcomes);
    }

    private static Arguments row(String title, byte[] file, String outcomes) {
        return Arguments.of(title, file, outcomes);
    }
}
