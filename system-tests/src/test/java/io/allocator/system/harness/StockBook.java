package io.allocator.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares, for one SKU, what its batches say was taken from them with the lines that say they hold it. */
public final class StockBook {

    private StockBook() {}

    /**
     * Waits until the read side's views agree: no line is there twice, and each batch's figures are the sum of its
     * lines.
     *
     * @param orders every order that may hold a line of the SKU
     * @return how many lines of the SKU there are
     */
    public static int expectBalanced(AllocatorClient client, String sku, List<String> orders) {
        var lines = new AtomicInteger();
        ReadSide.eventually(() -> lines.set(balanced(client, sku, orders)));
        return lines.get();
    }

    private static int balanced(AllocatorClient client, String sku, List<String> orders) throws InterruptedException {
        var taken = new TreeMap<String, Long>();
        var identities = new HashSet<String>();
        for (var answer : Connections.each(16, orders, client::order)) {
            if (answer.status() == 404) {
                continue;
            }
            answer.expect(200).json().valueStream().filter(line -> line.get("sku").asString().equals(sku))
                    .forEach(line -> {
                        assertThat(identities.add(answer.request() + " " + line.get("lineid"))).as(answer::toString)
                                .isTrue();
                        taken.merge(line.get("batchref").asString(), line.get("qty").asLong(), Long::sum);
                    });
        }
        client.product(sku).expect(200).json().get("batches").valueStream().forEach(batch -> {
            var ref = batch.get("ref").asString();
            assertThat(batch.get("allocated").asLong()).as(batch::toString)
                    .isEqualTo(taken.getOrDefault(ref, 0L));
            assertThat(batch.get("available").asLong()).as(batch::toString).isNotNegative()
                    .isEqualTo(batch.get("qty").asLong() - taken.getOrDefault(ref, 0L));
        });
        return identities.size();
    }
}
