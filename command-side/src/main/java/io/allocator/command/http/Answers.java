package io.allocator.command.http;

import static io.allocator.http.ProblemType.CONFLICT;
import static io.allocator.http.ProblemType.INVALID_SKU;
import static io.allocator.http.ProblemType.NOT_FOUND;
import static io.allocator.http.ProblemType.OUT_OF_STOCK;

import io.allocator.api.command.AddBatchCommand;
import io.allocator.api.command.AddBatchOutcome;
import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.AllocateOutcome;
import io.allocator.api.command.ChangeBatchOutcome;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.DeallocateOutcome;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.command.ShipLineOutcome;
import io.allocator.command.dispatch.Decided;
import io.allocator.command.dispatch.ProductGateway;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Has commands decided and puts each outcome into HTTP's terms, for single requests and imports alike. */
@Component
public class Answers {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final ProductGateway products;

    Answers(ProductGateway products) {
        this.products = products;
    }

    Answer addBatch(AddBatchCommand command, String actor) {
        return answer(products.send(command, actor), Answers::terms);
    }

    Answer allocate(AllocateCommand command, String actor) {
        return answer(products.send(command, actor), outcome -> terms(outcome, command));
    }

    /**
     * Adds a batch, one of many.
     *
     * @return as {@link ProductGateway#sendInTurn} returns
     * @throws ProblemException when this node takes no more
     */
    public CompletableFuture<Answer> addBatchInTurn(AddBatchCommand command, String actor) {
        return products.sendInTurn(command, actor).thenApply(decided -> answer(decided, Answers::terms));
    }

    /**
     * Allocates an order line, one of many.
     *
     * @return as {@link ProductGateway#sendInTurn} returns
     * @throws ProblemException when this node takes no more
     */
    public CompletableFuture<Answer> allocateInTurn(AllocateCommand command, String actor) {
        return products.sendInTurn(command, actor)
                .thenApply(decided -> answer(decided, outcome -> terms(outcome, command)));
    }

    private static Answer terms(AddBatchOutcome outcome) {
        return switch (outcome) {
            case AddBatchOutcome.Added(var batch) -> new Answer(CREATED, BatchAnswer.of(batch));
            case AddBatchOutcome.AlreadyAdded(var batch) -> new Answer(OK, BatchAnswer.of(batch));
            case AddBatchOutcome.Conflict(var reason) -> conflict(reason);
        };
    }

    private static Answer terms(AllocateOutcome outcome, AllocateCommand command) {
        return switch (outcome) {
            case AllocateOutcome.Allocated(var batch, var eta) -> new Answer(CREATED,
                    AllocationAnswer.allocated(command, batch, eta));
            case AllocateOutcome.AlreadyAllocated(var batch, var eta) -> new Answer(OK,
                    AllocationAnswer.allocated(command, batch, eta));
            case AllocateOutcome.Backordered() -> new Answer(ACCEPTED, AllocationAnswer.backordered(command));
            case AllocateOutcome.AlreadyBackordered() -> new Answer(ACCEPTED, AllocationAnswer.backordered(command));
            case AllocateOutcome.OutOfStock() -> Answer.of(
                    Problem.of(OUT_OF_STOCK, "Out of stock for sku " + command.sku()));
            case AllocateOutcome.InvalidSku() -> Answer.of(Problem.of(INVALID_SKU, "Invalid sku " + command.sku()));
            case AllocateOutcome.Conflict(var reason) -> conflict(reason);
        };
    }

    Answer deallocate(DeallocateCommand command, String actor) {
        return answer(products.send(command, actor), outcome -> switch (outcome) {
            case DeallocateOutcome.Released() -> new Answer(NO_CONTENT, null);
            case DeallocateOutcome.NotFound() -> noSuchLine(command.orderId(), command.sku(), command.lineId());
            case DeallocateOutcome.AlreadyShipped() -> conflict(
                    "The line " + command.lineId() + " of order " + command.orderId() + " is shipped");
        });
    }

    Answer ship(ShipLineCommand command, String actor) {
        return answer(products.send(command, actor), outcome -> switch (outcome) {
            case ShipLineOutcome.Shipped(var quantity, var batch) -> new Answer(CREATED,
                    AllocationAnswer.shipped(command, quantity, batch));
            case ShipLineOutcome.AlreadyShipped(var quantity, var batch) -> new Answer(OK,
                    AllocationAnswer.shipped(command, quantity, batch));
            case ShipLineOutcome.NotFound() -> noSuchLine(command.orderId(), command.sku(), command.lineId());
            case ShipLineOutcome.NotInWarehouse(var reason) -> conflict(reason);
        });
    }

    Answer changeBatch(ProductCommand<ChangeBatchOutcome> command, String reference, String actor) {
        return answer(products.send(command, actor), outcome -> switch (outcome) {
            case ChangeBatchOutcome.Changed(var batch, var moved) -> new Answer(OK,
                    ChangedBatchAnswer.of(batch, moved));
            case ChangeBatchOutcome.NotFound() -> noSuchBatch(reference);
            case ChangeBatchOutcome.BelowShipped(var shipped) -> conflict(
                    "Of batch " + reference + " " + shipped + " units are shipped already");
        });
    }

    private static <O> Answer answer(Decided<O> decided, Function<O, Answer> terms) {
        return terms.apply(decided.outcome()).with(decided.token());
    }

    static Answer noSuchBatch(String reference) {
        return Answer.of(Problem.of(NOT_FOUND, "There is no batch " + reference));
    }

    private static Answer noSuchLine(String orderId, String sku, String lineId) {
        return Answer
                .of(Problem.of(NOT_FOUND, "There is no line " + lineId + " of order " + orderId + " for sku " + sku));
    }

    private static Answer conflict(String reason) {
        return Answer.of(Problem.of(CONFLICT, reason));
    }
}
