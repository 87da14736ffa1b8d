package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import io.allocator.system.harness.Problems;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Requests that are wrong in themselves: each is refused with a problem that names the field at fault, and nothing is
 * written. In the tables {@code «n×c»} stands for a text of n times c.
 */
@OnEveryDeployment
class BadInputIT {

    private static final String SKU = "sound sku";
    private static final String REF = "sound ref";

    private static final int CANARIES = 12;

    private static JsonNode before = NullNode.getInstance();

    private final AllocatorClient client;

    BadInputIT(AllocatorSystem system) {
        client = system.client();
    }

    @BeforeParameterizedClassInvocation
    static void rememberTotals(AllocatorSystem system) {
        system.client().addBatch(REF, SKU, 1_000_000, null).expect(201);
        before = totalsNow(system.client());
    }

    @AfterParameterizedClassInvocation
    static void nothingIsWritten(AllocatorSystem system) {
        var after = totalsNow(system.client());
        assertThat(after.get("products").asLong()).isEqualTo(before.get("products").asLong() + CANARIES);
        assertThat(after.get("batches").asLong()).isEqualTo(before.get("batches").asLong() + CANARIES);
        assertThat(after.get("lines")).isEqualTo(before.get("lines"));
    }

    /**
     * The totals with all that was written until now. The read side takes events of one SKU in order and SKUs side by
     * side: so many SKUs are added and waited for that each of its hands has been through what came before.
     */
    private static JsonNode totalsNow(AllocatorClient client) {
        var canaries = Stream.generate(() -> Fresh.name("canary")).limit(CANARIES).toList();
        canaries.forEach(canary -> client.addBatch(canary, canary, 1, null).expect(201));
        canaries.forEach(canary -> eventually(() -> client.product(canary).expect(200).with("qty", "1")));
        return client.overview().expect(200).json();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            empty                   | ``                                                              | body
            not JSON                | ref=b&sku=s&qty=1                                               | body
            cut off                 | {"ref":"b","sku":"s","qty":                                     | body
            single quotes           | {'ref':'b','sku':'s','qty':1}                                   | body
            trailing comma          | {"ref":"b","sku":"s","qty":1,}                                  | body
            comment                 | {"ref":"b","sku":"s","qty":1 /* one */}                         | body
            two objects             | {"ref":"b","sku":"s","qty":1}{"ref":"c","sku":"s","qty":1}      | body
            null                    | null                                                            | body
            array                   | [{"ref":"b","sku":"s","qty":1}]                                 | body
            text                    | "b"                                                             | body
            number                  | 1                                                               | body
            deeply nested           | «9000×[»                                                        | body
            field twice             | {"ref":"b","sku":"s","qty":1,"qty":2}                           | body
            no field                | {}                                                              | ref,sku,qty
            ref missing             | {"sku":"s","qty":1}                                             | ref
            ref null                | {"ref":null,"sku":"s","qty":1}                                  | ref
            ref number              | {"ref":5,"sku":"s","qty":1}                                     | ref
            ref object              | {"ref":{},"sku":"s","qty":1}                                    | ref
            ref empty               | {"ref":"","sku":"s","qty":1}                                    | ref
            ref blank               | {"ref":" ","sku":"s","qty":1}                                   | ref
            ref blank before        | {"ref":" b","sku":"s","qty":1}                                  | ref
            ref blank after         | {"ref":"b ","sku":"s","qty":1}                                  | ref
            ref no-break space      | {"ref":"b\\u00a0","sku":"s","qty":1}                            | ref
            ref NUL                 | {"ref":"b\\u0000b","sku":"s","qty":1}                           | ref
            ref line feed           | {"ref":"b\\nb","sku":"s","qty":1}                               | ref
            ref delete              | {"ref":"b\\u007fb","sku":"s","qty":1}                           | ref
            ref half a character    | {"ref":"b\\ud83d","sku":"s","qty":1}                            | ref
            ref 256 characters      | {"ref":"«256×x»","sku":"s","qty":1}                             | ref
            ref 256 emoji           | {"ref":"«256×😀»","sku":"s","qty":1}                            | ref
            sku missing             | {"ref":"b","qty":1}                                             | sku
            sku null                | {"ref":"b","sku":null,"qty":1}                                  | sku
            sku boolean             | {"ref":"b","sku":true,"qty":1}                                  | sku
            sku array               | {"ref":"b","sku":["s"],"qty":1}                                 | sku
            sku empty               | {"ref":"b","sku":"","qty":1}                                    | sku
            sku 256 characters      | {"ref":"b","sku":"«256×ü»","qty":1}                             | sku
            sku tab                 | {"ref":"b","sku":"a\\tb","qty":1}                               | sku
            sku escape              | {"ref":"b","sku":"\\u001b[31m","qty":1}                         | sku
            qty missing             | {"ref":"b","sku":"s"}                                           | qty
            qty null                | {"ref":"b","sku":"s","qty":null}                                | qty
            qty 0                   | {"ref":"b","sku":"s","qty":0}                                   | qty
            qty negative            | {"ref":"b","sku":"s","qty":-1}                                  | qty
            qty over the limit      | {"ref":"b","sku":"s","qty":1000000001}                          | qty
            qty over an int         | {"ref":"b","sku":"s","qty":4294967297}                          | qty
            qty over a long         | {"ref":"b","sku":"s","qty":100000000000000000000}               | qty
            qty of 2,000 digits     | {"ref":"b","sku":"s","qty":«2000×9»}                            | qty,body
            qty fraction            | {"ref":"b","sku":"s","qty":1.5}                                 | qty
            qty with a point        | {"ref":"b","sku":"s","qty":1.0}                                 | qty
            qty with an exponent    | {"ref":"b","sku":"s","qty":1e2}                                 | qty
            qty text                | {"ref":"b","sku":"s","qty":"5"}                                 | qty
            qty SQL                 | {"ref":"b","sku":"s","qty":"1; DROP TABLE domain_event"}        | qty
            qty empty text          | {"ref":"b","sku":"s","qty":""}                                  | qty
            qty boolean             | {"ref":"b","sku":"s","qty":true}                                | qty
            qty array               | {"ref":"b","sku":"s","qty":[1]}                                 | qty
            qty NaN                 | {"ref":"b","sku":"s","qty":NaN}                                 | qty,body
            eta no such day         | {"ref":"b","sku":"s","qty":1,"eta":"2011-02-30"}                | eta
            eta other order         | {"ref":"b","sku":"s","qty":1,"eta":"31/12/2011"}                | eta
            eta short               | {"ref":"b","sku":"s","qty":1,"eta":"2011-1-1"}                  | eta
            eta with a time         | {"ref":"b","sku":"s","qty":1,"eta":"2011-01-01T00:00:00Z"}      | eta
            eta empty               | {"ref":"b","sku":"s","qty":1,"eta":""}                          | eta
            eta word                | {"ref":"b","sku":"s","qty":1,"eta":"tomorrow"}                  | eta
            eta number              | {"ref":"b","sku":"s","qty":1,"eta":20110101}                    | eta
            eta array               | {"ref":"b","sku":"s","qty":1,"eta":[2011,1,1]}                  | eta
            eta year of five digits | {"ref":"b","sku":"s","qty":1,"eta":"+12011-01-01"}              | eta
            unknown field           | {"ref":"b","sku":"s","qty":1,"colour":"red"}                    | colour
            field in other case     | {"Ref":"b","sku":"s","qty":1}                                   | Ref
            the domain's own word   | {"ref":"b","sku":"s","quantity":1}                              | quantity
            """)
    void aBatch(String name, String body, String fields) {
        expectInvalid("/batches", body, fields);
        expectInvalid("/add_batch", body, fields);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    empty                  | ``                                                                  | body
                    cut off                | {"orderid":"o","sku":"sound sku","qty":1                            | body
                    array                  | []                                                                  | body
                    no field               | {}                                                                  | orderid,sku,qty
                    orderid missing        | {"sku":"sound sku","qty":1}                                         | orderid
                    orderid null           | {"orderid":null,"sku":"sound sku","qty":1}                          | orderid
                    orderid number         | {"orderid":5,"sku":"sound sku","qty":1}                             | orderid
                    orderid empty          | {"orderid":"","sku":"sound sku","qty":1}                            | orderid
                    orderid 256 characters | {"orderid":"«256×x»","sku":"sound sku","qty":1}                     | orderid
                    orderid control        | {"orderid":"o\\u0007","sku":"sound sku","qty":1}                    | orderid
                    sku missing            | {"orderid":"o","qty":1}                                             | sku
                    sku null               | {"orderid":"o","sku":null,"qty":1}                                  | sku
                    sku blank at the end   | {"orderid":"o","sku":"sound sku ","qty":1}                          | sku
                    sku number             | {"orderid":"o","sku":1.5,"qty":1}                                   | sku
                    qty missing            | {"orderid":"o","sku":"sound sku"}                                   | qty
                    qty null               | {"orderid":"o","sku":"sound sku","qty":null}                        | qty
                    qty 0                  | {"orderid":"o","sku":"sound sku","qty":0}                           | qty
                    qty negative           | {"orderid":"o","sku":"sound sku","qty":-5}                          | qty
                    qty over the limit     | {"orderid":"o","sku":"sound sku","qty":1000000001}                  | qty
                    qty over a long        | {"orderid":"o","sku":"sound sku","qty":100000000000000000000}       | qty
                    qty fraction           | {"orderid":"o","sku":"sound sku","qty":1.5}                         | qty
                    qty text               | {"orderid":"o","sku":"sound sku","qty":"1"}                         | qty
                    lineid number          | {"orderid":"o","sku":"sound sku","qty":1,"lineid":1}                | lineid
                    lineid empty           | {"orderid":"o","sku":"sound sku","qty":1,"lineid":""}               | lineid
                    lineid 256 characters  | {"orderid":"o","sku":"sound sku","qty":1,"lineid":"«256×x»"}        | lineid
                    onShortage unknown     | {"orderid":"o","sku":"sound sku","qty":1,"onShortage":"EXPLODE"}    | onShortage
                    onShortage lower case  | {"orderid":"o","sku":"sound sku","qty":1,"onShortage":"reject"}     | onShortage
                    onShortage number      | {"orderid":"o","sku":"sound sku","qty":1,"onShortage":0}            | onShortage
                    onShortage empty       | {"orderid":"o","sku":"sound sku","qty":1,"onShortage":""}           | onShortage
                    unknown field          | {"orderid":"o","sku":"sound sku","qty":1,"eta":null}                | eta
                    several at once        | {"orderid":"","sku":" ","qty":0}                                    | orderid,sku,qty
                    """)
    void anAllocation(String name, String body, String fields) {
        expectInvalid("/allocations", body, fields);
        expectInvalid("/allocate", body, fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batches", "/add_batch", "/allocations", "/allocate", "/batches/import",
            "/allocations/import"})
    void anotherMediaType(String path) {
        var body = "{\"ref\":\"b\",\"orderid\":\"o\",\"sku\":\"s\",\"qty\":1}".getBytes(StandardCharsets.UTF_8);
        for (var type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x", "nonsense", "application/json; charset=klingon",
                "text/csv; charset=klingon", path.endsWith("import") ? "application/json" : "text/csv")) {
            Problems.expect(AllocatorClient.send(client.request("POST", path, type, body)), "400,415");
        }
        var untyped = HttpRequest.newBuilder(URI.create(client.write() + path)).POST(BodyPublishers.ofByteArray(body));
        Problems.expect(AllocatorClient.send(untyped), "400,415");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /batches     | {"ref":"ü","sku":"sound sku","qty":1}
            /add_batch   | {"ref":"b","sku":"ü","qty":1}
            /allocations | {"orderid":"ü","sku":"sound sku","qty":1}
            /allocate    | {"orderid":"o","sku":"sound sku","qty":1,"lineid":"ü"}
            """)
    void bytesThatAreNotUtf8(String path, String body) {
        var bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        Problems.expect(AllocatorClient.send(client.request("POST", path, "application/json", bytes)), "400");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /batches     | {"ref":"«10000000×x»","sku":"sound sku","qty":1}
            /add_batch   | {"ref":"b","sku":"«10000000×x»","qty":1}
            /allocations | {"orderid":"«10000000×x»","sku":"sound sku","qty":1}
            /allocate    | {"orderid":"o","sku":"sound sku","qty":1}«10000000× »
            """)
    void aBodyOfTenMegabytes(String path, String body) {
        var bytes = Problems.repeated(body).getBytes(StandardCharsets.UTF_8);
        Problems.expect(AllocatorClient.send(client.request("POST", path, "application/json", bytes)), "400,413");
        // without a length told beforehand
        var chunked = HttpRequest.newBuilder(URI.create(client.write() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
        Problems.expect(AllocatorClient.send(chunked), "400,413");
    }

    private void expectInvalid(String path, @Nullable String body, String fields) {
        var bytes = Problems.repeated(body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
        var answer = AllocatorClient.send(client.request("POST", path, "application/json", bytes));
        Problems.expect(answer, "400");
        answer.with("type", "urn:allocator:invalid-request");
        var named = answer.json().get("errors").findValuesAsString("field");
        if (fields.endsWith(",body")) {
            assertThat(named).as(answer::toString).containsAnyOf(fields.split(",", -1));
        } else {
            assertThat(named).as(answer::toString).contains(fields.split(",", -1));
        }
    }
}
