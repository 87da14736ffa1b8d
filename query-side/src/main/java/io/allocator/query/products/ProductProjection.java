package io.allocator.query.products;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.api.event.ShortageStartedEvent;
import io.allocator.query.readmodel.Projection;
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

    @EventHandler
    @Override
    public void on(ProductEvent event, @SequenceNumber long sequenceNumber) {
        switch (event) {
            case BatchAddedEvent added -> product(added.sku()).addBatch(added.purchasedQuantity());
            case LineAllocatedEvent allocated -> product(allocated.sku()).allocate(allocated.quantity());
            case ShortageStartedEvent _ -> {
            }
        }
    }

    private Product product(String sku) {
        return products.findById(sku).orElseGet(() -> products.save(new Product(sku)));
    }
}
