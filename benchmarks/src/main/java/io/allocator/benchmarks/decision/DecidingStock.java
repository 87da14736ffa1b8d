package io.allocator.benchmarks.decision;

import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.ProductEvent;
import java.util.List;

/** Stock that decides a command and takes in what happens. */
interface DecidingStock {

    /** The events; the stock is as after them. */
    List<ProductEvent> run(ProductCommand<?> command);
}
