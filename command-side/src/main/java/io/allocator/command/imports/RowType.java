package io.allocator.command.imports;

import io.allocator.api.command.OnShortage;
import io.allocator.command.http.AllocationRequest;
import io.allocator.command.http.Answer;
import io.allocator.command.http.Answers;
import io.allocator.command.http.BatchRequest;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.Violations;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the rows of a file are: their columns, and how one becomes a command.
 *
 * @param required columns that the header must name
 * @param optional columns that it may name
 * @param reader makes work of a row
 */
record RowType(List<String> required, List<String> optional, Reader reader) {

    /** Makes work of a row, on behalf of an actor; fails with a {@link ProblemException} when the row is invalid. */
    @FunctionalInterface
    interface Reader {
        Work read(CsvRow row, String actor);
    }

    /** A row that is understood. */
    @FunctionalInterface
    interface Work {
        /** Has it decided when its turn comes; rows of one SKU in the order in which they begin. */
        CompletableFuture<Answer> begin();
    }

    static RowType batches(Answers answers, Validator validator) {
        return new RowType(List.of("ref", "sku", "qty", "eta"), List.of(), (row, actor) -> {
            var command = valid(row, validator,
                    new BatchRequest(row.text("ref"), row.text("sku"), row.quantity("qty"), row.date("eta")))
                    .toCommand();
            return () -> answers.addBatchInTurn(command, actor);
        });
    }

    static RowType allocations(Answers answers, Validator validator) {
        return new RowType(List.of("orderid", "sku", "qty"), List.of("lineid", "onShortage"), (row, actor) -> {
            var command = valid(row, validator, new AllocationRequest(row.text("orderid"), row.text("sku"),
                    row.quantity("qty"), row.text("lineid"), row.oneOf("onShortage", OnShortage.values()))).toCommand();
            return () -> answers.allocateInTurn(command, actor);
        });
    }

    /** The same rules as for the body of a single request. */
    private static <T> T valid(CsvRow row, Validator validator, T request) {
        var errors = new ArrayList<>(row.errors());
        for (var violation : Violations.of(validator.validate(request))) {
            if (errors.stream().noneMatch(e -> e.field().equals(violation.field()))) {
                errors.add(violation);
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        return request;
    }
}
