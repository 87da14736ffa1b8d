package io.allocator.query.products;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductRepository extends Repository<Product, String> {

    Product save(Product product);

    Optional<Product> findById(String sku);

    List<Product> findBySkuIn(Collection<String> skus);

    /** One row per SKU is read, whatever the number of batches and lines. */
    @Query("""
            SELECT new io.allocator.query.products.Totals(count(p), coalesce(sum(p.batches), 0L),
                coalesce(sum(p.purchased), 0L), coalesce(sum(p.allocated), 0L), coalesce(sum(p.backordered), 0L),
                coalesce(sum(p.shipped), 0L), coalesce(sum(p.linesAllocated), 0L),
                coalesce(sum(p.linesBackordered), 0L), coalesce(sum(p.linesShipped), 0L))
            FROM Product p""")
    Totals totals();
}
