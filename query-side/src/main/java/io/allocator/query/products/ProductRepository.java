package io.allocator.query.products;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ProductRepository extends Repository<Product, String> {

    Optional<Product> findById(String sku);
}
