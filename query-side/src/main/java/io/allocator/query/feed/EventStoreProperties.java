package io.allocator.query.feed;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the events are, and how they are read.
 *
 * @param url JDBC URL of the event store's database; the read model's own where it is not given
 * @param username a role that may SELECT in the schema event_store; the read model's own where it is not given
 * @param password that role's password
 * @param pageSize the most events read by one statement
 * @param fallbackInterval how long a new event can go unnoticed when the write side's notification does not arrive
 */
@ConfigurationProperties("allocator.event-store")
@Validated
record EventStoreProperties(@Nullable String url, @Nullable String username, @Nullable String password,
        @DefaultValue("1000") @Min(1) @Max(10_000) int pageSize,
        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1) Duration fallbackInterval) {}
