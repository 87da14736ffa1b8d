package io.allocator.benchmarks.untouched;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.command.OnShortage;
import java.time.LocalDate;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the load generator asks for, by Axon's command gateway. */
@RestController
class UntouchedController {

    private final CommandGateway commands;

    UntouchedController(CommandGateway commands) {
        this.commands = commands;
    }

    record Line(String orderid, String sku, int qty) {}

    record BatchToAdd(String ref, String sku, int qty, @Nullable LocalDate eta) {}

    record NewQuantity(int qty) {}

    record Allocation(String orderid, String sku, String lineid, int qty, String status, String batchref,
            @Nullable LocalDate eta) {}

    @PostMapping("/allocations")
    ResponseEntity<Allocation> allocate(@RequestBody Line line) {
        AllocateOutcome outcome = commands
                .sendAndWait(new AllocateCommand(line.sku, line.orderid, "1", line.qty, OnShortage.REJECT));
        return outcome instanceof AllocateOutcome.Allocated(var batch, var eta)
                ? ResponseEntity.status(HttpStatus.CREATED)
                        .body(new Allocation(line.orderid, line.sku, "1", line.qty, "ALLOCATED", batch, eta))
                : ResponseEntity.badRequest().build();
    }

    @PostMapping("/batches")
    ResponseEntity<BatchToAdd> addBatch(@RequestBody BatchToAdd batch) {
        AddBatchOutcome outcome = commands
                .sendAndWait(new AddBatchCommand(batch.sku, batch.ref, batch.qty, batch.eta));
        return ResponseEntity
                .status(outcome instanceof AddBatchOutcome.Added ? HttpStatus.CREATED : HttpStatus.CONFLICT)
                .body(batch);
    }

    /** The SKU is told by the reference, as the generator names batches: there is no table of references here. */
    @PatchMapping("/batches/{ref}")
    ResponseEntity<ChangeBatchOutcome> changeBatch(@PathVariable String ref, @RequestBody NewQuantity quantity) {
        ChangeBatchOutcome outcome = commands.sendAndWait(
                new ChangeBatchQuantityCommand(ref.substring(0, ref.lastIndexOf('-')), ref, quantity.qty));
        return ResponseEntity
                .status(outcome instanceof ChangeBatchOutcome.Changed ? HttpStatus.OK : HttpStatus.CONFLICT)
                .body(outcome);
    }

    @DeleteMapping("/allocations/{orderid}/{sku}")
    ResponseEntity<Void> deallocate(@PathVariable String orderid, @PathVariable String sku) {
        DeallocateOutcome outcome = commands.sendAndWait(new DeallocateCommand(sku, orderid, "1"));
        return ResponseEntity.status(
                outcome instanceof DeallocateOutcome.Released ? HttpStatus.NO_CONTENT : HttpStatus.CONFLICT).build();
    }
}
