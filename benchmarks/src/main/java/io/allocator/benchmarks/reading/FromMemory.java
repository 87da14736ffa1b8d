package io.allocator.benchmarks.reading;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.ProductView;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The yardstick: a product with as many batches as the real ones have, without a look into the database. */
@RestController
class FromMemory {

    private static final int BATCHES = 6;

    @GetMapping("/from-memory/{sku}")
    ProductView product(@PathVariable String sku) {
        return new ProductView(sku, 600, 300, 0, 100, 200, IntStream.range(0, BATCHES)
                .mapToObj(n -> batch(sku, n)).toList());
    }

    private static BatchView batch(String sku, int n) {
        return new BatchView(sku + "-2011-0" + n, sku, LocalDate.of(2011, 1 + n, 1), 100, 50, 20, 30);
    }
}
