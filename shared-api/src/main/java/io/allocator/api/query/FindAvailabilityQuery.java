package io.allocator.api.query;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Asks what can be promised of a SKU, and when; answered by an optional {@link AvailabilityView}, empty when the SKU is
 * unknown.
 *
 * @param sku the SKU
 * @param today the day on which it is asked
 * @param until the last day of interest; {@code null} for all
 */
public record FindAvailabilityQuery(String sku, LocalDate today, @Nullable LocalDate until) {}
