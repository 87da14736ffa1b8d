package io.allocator.query.availability;

import io.allocator.api.query.AvailabilityView;
import io.allocator.api.query.FindAvailabilityQuery;
import io.allocator.http.Dates;
import io.allocator.http.Identifier;
import io.allocator.http.InvalidField;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Availability")
class AvailabilityController {

    private final QueryGateway queries;
    private final Clock clock;

    AvailabilityController(QueryGateway queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @Operation(
            summary = "What can be promised of a SKU, in units: now, and for each day on which something arrives, up "
                    + "to the given one; late shipments are listed and count for nothing. 404 when the SKU is unknown")
    @GetMapping("/products/{sku}/availability")
    AvailabilityView availability(@PathVariable @Identifier String sku,
            @RequestParam(required = false) @Schema(format = "date") @Nullable String until) {
        var query = new FindAvailabilityQuery(sku, LocalDate.now(clock), until == null ? null : day(until));
        return queries.query(query, ResponseTypes.optionalInstanceOf(AvailabilityView.class)).join()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "There is no product " + sku)));
    }

    private static LocalDate day(String until) {
        try {
            return Dates.parse(until);
        } catch (DateTimeParseException _) {
            throw new ProblemException(
                    Problem.invalid(List.of(new InvalidField("until", "must be a date, YYYY-MM-DD"))));
        }
    }
}
