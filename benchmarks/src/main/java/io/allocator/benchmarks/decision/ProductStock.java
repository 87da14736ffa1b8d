package io.allocator.benchmarks.decision;

import io.allocator.api.command.AllocateCommand;
import io.allocator.api.command.ChangeBatchQuantityCommand;
import io.allocator.api.command.DeallocateCommand;
import io.allocator.api.command.ProductCommand;
import io.allocator.api.command.ShipLineCommand;
import io.allocator.api.event.ProductEvent;
import io.allocator.command.product.stock.Allocate;
import io.allocator.command.product.stock.ChangeBatchQuantity;
import io.allocator.command.product.stock.Deallocate;
import io.allocator.command.product.stock.Decision;
import io.allocator.command.product.stock.Drain;
import io.allocator.command.product.stock.PastStock;
import io.allocator.command.product.stock.ShipLine;
import io.allocator.command.product.stock.Stock;
import java.util.List;
import java.util.Optional;

/** The product's stock and rules, used as the product does, without a database. */
final class ProductStock implements DecidingStock {

    private final Stock stock = new Stock();
    private final PastStock past = new NothingPast();

    ProductStock(List<ProductEvent> happened) {
        happened.forEach(stock::evolve);
    }

    @Override
    public List<ProductEvent> run(ProductCommand<?> command) {
        ensureDrained(command);
        var events = decide(command).events();
        for (var event : events) {
            stock.evolve(event);
        }
        ensureDrained(command);
        return events;
    }

    /** What a product asks before and after each command. */
    private void ensureDrained(ProductCommand<?> command) {
        if (stock.isDrainDue()) {
            throw new IllegalStateException("A drain was too long for one commit: " + command);
        }
    }

    private Decision<?> decide(ProductCommand<?> command) {
        return switch (command) {
            case AllocateCommand c -> Allocate.decide(stock, c, past);
            case DeallocateCommand c -> Deallocate.decide(stock, c, past);
            case ShipLineCommand c -> ShipLine.decide(stock, c, past);
            case ChangeBatchQuantityCommand c -> ChangeBatchQuantity.decide(stock, c, past);
            default -> Drain.decide(stock, command.sku());
        };
    }

    /** Lines of the benchmark come again after they were shipped. What asking costs is measured with a database. */
    private static final class NothingPast implements PastStock {

        @Override
        public Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId) {
            return Optional.empty();
        }

        @Override
        public Optional<SpentBatch> spentBatch(String sku, String reference) {
            return Optional.empty();
        }
    }
}
