package io.allocator.benchmarks.reading;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.BatchView;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.ProductView;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The yardsticks: answers of the size that each kind has on average, without a look into the database. */
@RestController
class FromMemory {

    /** How many a product has. */
    static final String BATCHES = "from-memory.batches";
    /** How many an order has. */
    static final String LINES = "from-memory.lines";

    private final int batches;
    private final int lines;

    FromMemory(@Value("${" + BATCHES + "}") int batches, @Value("${" + LINES + "}") int lines) {
        this.batches = batches;
        this.lines = lines;
    }

    @GetMapping("/from-memory/batches/{ref}")
    BatchView batch(@PathVariable String ref) {
        return batch(ref, 1);
    }

    @GetMapping("/from-memory/products/{sku}")
    ProductView product(@PathVariable String sku) {
        return new ProductView(sku, 600, 300, 0, 100, 200, IntStream.range(0, batches)
                .mapToObj(n -> batch(sku, n)).toList());
    }

    @GetMapping("/from-memory/allocations/{orderid}")
    List<AllocationView> order(@PathVariable String orderid) {
        return IntStream.range(0, lines).mapToObj(n -> new AllocationView("8512" + n, "1", 12, LineStatus.SHIPPED,
                orderid + "-2011-01", null)).toList();
    }

    private static BatchView batch(String sku, int n) {
        return new BatchView(sku + "-2011-0" + n, sku, LocalDate.of(2011, 1, 1).plusMonths(n), 100, 50, 20, 30);
    }
}
