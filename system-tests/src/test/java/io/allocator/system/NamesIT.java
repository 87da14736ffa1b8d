package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names are any printable text, and come back as they were given. */
@OnEveryDeployment
class NamesIT {

    private final AllocatorClient client;

    NamesIT(AllocatorSystem system) {
        client = system.client();
    }

    static Stream<String> names() {
        return Stream.of("BANK CHARGES", "AB/12", "/AB", "AB/", "a//b", "a/../b", "a/./b", "..AB", "AB\\12", "100%",
                "%2F", "%25", "%", "a+b", "a;b=c", ";", "a?b=c&d", "a#b", "a:b@c", "it's", "\"quoted\"", "<b>&amp;",
                "a,b", "{x}", "[1]", "a|b^c`d", "~*!$'()", "null", "true", "0", "import", "Äpfel öl ß",
                "e\u0301 is not \u00e9", "商品 一", "أسماء", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a\u200db", "a\u00a0b",
                "'; DROP TABLE domain_event; --", "${jndi:x}", "#{1+1}", "x".repeat(255), "ü".repeat(255),
                "😀".repeat(255));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void aNameComesBackAsItWasGiven(String name) {
        // a second deployment has a database of its own, so the plain names are free in each
        var again = client.addBatch(name, name, 10, null);
        assertThat(again.status()).as(again.toString()).isIn(200, 201);
        again.with("ref", name).with("sku", name);
        client.allocate(name, name, name, 3).expect(201).with("orderid", name).with("sku", name).with("lineid", name)
                .with("batchref", name);
        client.allocate(name, name, name, 3).expect(200).with("batchref", name);

        eventually(() -> {
            var lines = client.order(name).expect(200).json();
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).get("sku").asString()).isEqualTo(name);
            assertThat(lines.get(0).get("lineid").asString()).isEqualTo(name);
            assertThat(lines.get(0).get("batchref").asString()).isEqualTo(name);
            client.batch(name).expect(200).with("ref", name).with("sku", name).with("allocated", "3");
            client.product(name).expect(200).with("sku", name).with("allocated", "3");
        });
    }

    @Test
    void caseTellsNamesApart() {
        var upper = Fresh.name("TWIN");
        var lower = upper.toLowerCase(java.util.Locale.ROOT);
        client.addBatch(upper, upper, 10, null).expect(201);
        client.addBatch(lower, lower, 20, null).expect(201);
        client.allocate(upper, upper, 1).expect(201).with("batchref", upper);
        client.allocate(lower, lower, 2).expect(201).with("batchref", lower);

        eventually(() -> {
            client.product(upper).expect(200).with("qty", "10").with("allocated", "1");
            client.product(lower).expect(200).with("qty", "20").with("allocated", "2");
            assertThat(client.order(upper).expect(200).json()).hasSize(1);
            assertThat(client.order(lower).expect(200).json()).hasSize(1);
        });
    }

    @Test
    void namesThatOnlyLookAlikeAreDifferent() {
        var composed = Fresh.name("\u00e9");
        var decomposed = composed.replace("\u00e9", "e\u0301");
        client.addBatch(composed, composed, 1, null).expect(201);

        client.allocate("any", decomposed, 1).expect(400).with("message", "Invalid sku " + decomposed);
        client.addBatch(decomposed, decomposed, 2, null).expect(201);
        eventually(() -> client.batch(decomposed).expect(200).with("qty", "2"));
        client.batch(composed).expect(200).with("qty", "1");
    }
}
