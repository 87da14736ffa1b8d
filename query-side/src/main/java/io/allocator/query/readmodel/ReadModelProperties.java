package io.allocator.query.readmodel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the views are kept up to date.
 *
 * @param segments parts of the SKUs that are projected side by side, on one node or several, for a view that is set up anew or
 *     made again; each may take a connection to the database
 * @param batchSize the most events projected in one transaction
 * @param claimTimeout after which another process takes over the work of one that was killed
 */
@ConfigurationProperties("allocator.read-model")
@Validated
record ReadModelProperties(@DefaultValue("1") @Min(1) @Max(64) int segments,
        @DefaultValue("3000") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("5s") @DurationMin(millis = 500) Duration claimTimeout) {

    /** A claim is renewed more than once before it would run out, and free ones are looked for as often. */
    Duration claimInterval() {
        return claimTimeout.dividedBy(3);
    }
}
