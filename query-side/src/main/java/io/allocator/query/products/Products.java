package io.allocator.query.products;

import org.springframework.stereotype.Component;

/** The products, for views that sum them up. */
@Component
public class Products {

    private final ProductRepository products;

    Products(ProductRepository products) {
        this.products = products;
    }

    /** Sums over all of them. */
    public Totals totals() {
        return products.totals();
    }
}
