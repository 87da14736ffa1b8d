package io.allocator.command.product;

import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.command.past.PastStockStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Past stock without a database. */
public final class PastStockInMemory implements PastStockStore {

    private final Map<List<String>, ShippedLine> lines = new HashMap<>();
    private final Map<String, SpentBatch> batches = new HashMap<>();

    /** One that holds what this one does now. */
    public PastStockInMemory copy() {
        var copy = new PastStockInMemory();
        copy.lines.putAll(lines);
        copy.batches.putAll(batches);
        return copy;
    }

    @Override
    public void expect(Collection<? extends ProductCommand<?>> commands) {
        // all is at hand
    }

    @Override
    public void lookAgain(String sku) {
        // each look is a new one
    }

    @Override
    public Optional<ShippedLine> shippedLine(String sku, String orderId, String lineId) {
        return Optional.ofNullable(lines.get(List.of(sku, orderId, lineId)));
    }

    @Override
    public Optional<SpentBatch> spentBatch(String sku, String reference) {
        return Optional.ofNullable(batches.get(reference)).filter(batch -> batch.status().sku().equals(sku));
    }

    @Override
    public void keep(LineShippedEvent line) {
        lines.put(List.of(line.sku(), line.orderId(), line.lineId()),
                new ShippedLine(line.quantity(), line.batchReference()));
    }

    @Override
    public void keep(SpentBatch batch) {
        batches.put(batch.status().reference(), batch);
    }
}
