package io.allocator.query.products;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.BatchEtaChangedEvent;
import io.allocator.api.event.BatchQuantityChangedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.LineBackorderedEvent;
import io.allocator.api.event.LineMovedEvent;
import io.allocator.api.event.LineReleasedEvent;
import io.allocator.api.event.LineShippedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.readmodel.Projection;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("products")
class ProductProjection implements Projection {

    private final ProductRepository products;

    ProductProjection(ProductRepository products) {
        this.products = products;
    }

    @Override
    public void prepare(List<ProductEvent> events) {
        var _ = products.findBySkuIn(events.stream().map(ProductEvent::sku).collect(Collectors.toSet()));
    }

    @EventHandler
    void on(ProductEvent event, @SequenceNumber long sequenceNumber) {
        // a SKU's first event makes it known: that there is no row yet need not be asked
        var product = sequenceNumber == 0 ? products.save(new Product(event.sku())) : product(event.sku());
        switch (event) {
            case BatchAddedEvent added -> product.addBatch(added.purchasedQuantity());
            case BatchQuantityChangedEvent changed -> product
                    .changePurchased((long) changed.purchasedQuantity() - changed.previousQuantity());
            case LineAllocatedEvent allocated -> product.place(allocated.batchReference(), allocated.quantity());
            case LineBackorderedEvent backordered -> product.place(null, backordered.quantity());
            case LineMovedEvent moved -> {
                product.remove(moved.fromBatch(), moved.quantity());
                product.place(moved.toBatch(), moved.quantity());
            }
            case LineReleasedEvent released -> product.remove(released.batchReference(), released.quantity());
            case LineShippedEvent shipped -> product.ship(shipped.batchReference(), shipped.quantity());
            case BatchEtaChangedEvent _,ShortageStartedEvent _ -> {
            }
        }
    }

    private Product product(String sku) {
        return products.findById(sku).orElseThrow(() -> new IllegalStateException("No event has made known " + sku));
    }
}
