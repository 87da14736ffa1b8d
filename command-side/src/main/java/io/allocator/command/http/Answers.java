package io.allocator.command.http;

import static io.allocator.http.ProblemType.CONFLICT;
import static io.allocator.http.ProblemType.INVALID_SKU;
import static io.allocator.http.ProblemType.OUT_OF_STOCK;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.command.dispatch.ProductGateway;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import org.springframework.stereotype.Component;

/** Has commands decided and puts each outcome into HTTP's terms, for single requests and imports alike. */
@Component
public class Answers {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final ProductGateway products;

    Answers(ProductGateway products) {
        this.products = products;
    }

    /**
     * Adds a batch.
     *
     * @throws ProblemException when it could not be decided
     */
    public Answer addBatch(AddBatchCommand command, String actor) {
        return switch (products.send(command, actor)) {
            case AddBatchOutcome.Added(var batch) -> new Answer(CREATED, BatchAnswer.of(batch));
            case AddBatchOutcome.AlreadyAdded(var batch) -> new Answer(OK, BatchAnswer.of(batch));
            case AddBatchOutcome.Conflict(var reason) -> Answer.of(Problem.of(CONFLICT, reason));
        };
    }

    /**
     * Allocates an order line.
     *
     * @throws ProblemException when it could not be decided
     */
    public Answer allocate(AllocateCommand command, String actor) {
        return switch (products.send(command, actor)) {
            case AllocateOutcome.Allocated(var batch, var eta) -> new Answer(CREATED,
                    AllocationAnswer.allocated(command, batch, eta));
            case AllocateOutcome.AlreadyAllocated(var batch, var eta) -> new Answer(OK,
                    AllocationAnswer.allocated(command, batch, eta));
            case AllocateOutcome.OutOfStock() -> Answer.of(
                    Problem.of(OUT_OF_STOCK, "Out of stock for sku " + command.sku()));
            case AllocateOutcome.InvalidSku() -> Answer.of(Problem.of(INVALID_SKU, "Invalid sku " + command.sku()));
            case AllocateOutcome.Conflict(var reason) -> Answer.of(Problem.of(CONFLICT, reason));
        };
    }
}
