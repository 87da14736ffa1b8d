package io.allocator.api.query;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A batch and its figures, in units.
 *
 * @param ref the batch's name
 * @param sku what it holds
 * @param eta the day it arrives; {@code null} when it is in the warehouse
 * @param qty purchased
 * @param allocated promised to lines and not yet shipped
 * @param shipped gone
 * @param available what a further line can have
 */
public record BatchView(String ref, String sku, @Nullable LocalDate eta, int qty, int allocated, int shipped,
        int available) {}
