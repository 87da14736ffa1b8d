package io.allocator.benchmarks.floor;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Keeps one row for whatever it is asked, and answers in the shape of the product's answer. */
@RestController
class FloorController {

    private final EventTable events;

    FloorController(EventTable events) {
        this.events = events;
    }

    record Line(String orderid, String sku, int qty) {}

    record BatchToAdd(String ref, String sku, int qty) {}

    record NewQuantity(int qty) {}

    record Allocation(String orderid, String sku, String lineid, int qty, String status, String batchref,
            @Nullable LocalDate eta) {}

    @PostMapping("/allocations")
    ResponseEntity<Allocation> allocate(@RequestBody Line line) {
        events.insert(line.sku, line.orderid, line.qty);
        return ResponseEntity.status(HttpStatus.CREATED).body(
                new Allocation(line.orderid, line.sku, "1", line.qty, "ALLOCATED", line.sku + "-wh", null));
    }

    @PostMapping("/batches")
    ResponseEntity<BatchToAdd> addBatch(@RequestBody BatchToAdd batch) {
        events.insert(batch.sku, batch.ref, batch.qty);
        return ResponseEntity.status(HttpStatus.CREATED).body(batch);
    }

    @PatchMapping("/batches/{ref}")
    NewQuantity changeBatch(@PathVariable String ref, @RequestBody NewQuantity quantity) {
        events.insert(ref, ref, quantity.qty);
        return quantity;
    }

    @DeleteMapping("/allocations/{orderid}/{sku}")
    ResponseEntity<Void> deallocate(@PathVariable String orderid, @PathVariable String sku) {
        events.insert(sku, orderid, 1);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/actuator/health/readiness")
    String ready() {
        return "UP";
    }
}
