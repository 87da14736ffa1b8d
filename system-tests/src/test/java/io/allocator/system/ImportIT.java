package io.allocator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.AllocatorClient;
import io.allocator.system.harness.AllocatorSystem;
import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.OnEveryDeployment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Imports, as their answers read. */
@OnEveryDeployment
class ImportIT {

    private final AllocatorClient client;
    private final String sku = Fresh.name("LAMP");
    private final String ref = Fresh.name("ref");

    ImportIT(AllocatorSystem system) {
        client = system.client();
    }

    @Test
    void theAnswerSumsUpAndNamesWhatWasRejected() {
        var answer = client.importCsv("/batches/import", csv("""
                ref,sku,qty,eta
                %1$s-1,%2$s,10,
                %1$s-2,%2$s,0,
                %1$s-3,%2$s,10,2031-01-01
                """)).expect(200).with("rows", "3").with("ok", "2").with("rejected", "1").json();

        assertThat(answer.get("seconds").isNumber()).isTrue();
        assertThat(answer.get("rejections")).hasSize(1);
        var rejection = answer.at("/rejections/0");
        assertThat(rejection.get("row").asInt()).isEqualTo(2);
        assertThat(rejection.get("code").asInt()).isEqualTo(400);
        assertThat(rejection.at("/errors/0/field").asString()).isEqualTo("qty");
    }

    @Test
    void sentAgainWhatIsInCountsAsOk() {
        var batches = csv("ref,sku,qty,eta\n%s,%s,1,\n");
        var lines = csv("orderid,sku,qty\n%s-a,%2$s,1\n%1$s-b,%2$s,1\n");
        client.importCsv("/batches/import", batches).expect(200).with("ok", "1");
        client.importCsv("/allocations/import", lines).expect(200).with("ok", "1").with("rejected", "1");

        client.importCsv("/batches/import", batches).expect(200).with("ok", "1").with("rejected", "0");
        client.importCsv("/allocations/import", lines).expect(200).with("ok", "1").with("rejected", "1");
    }

    @Test
    void onlyTheFirstHundredRejectionsAreListed() {
        var lines = new StringBuilder("orderid,sku,qty\n");
        for (var i = 0; i < 150; i++) {
            lines.append("%s-%d,no %s,1%n".formatted(ref, i, sku));
        }

        var answer = client.importCsv("/allocations/import", lines.toString().getBytes(StandardCharsets.UTF_8))
                .expect(200).with("rows", "150").with("rejected", "150").json();
        assertThat(answer.get("rejections")).hasSize(100);
        assertThat(answer.at("/rejections/0/message").asString()).isEqualTo("Invalid sku no " + sku);
    }

    private byte[] csv(String text) {
        return text.formatted(ref, sku).getBytes(StandardCharsets.UTF_8);
    }
}
