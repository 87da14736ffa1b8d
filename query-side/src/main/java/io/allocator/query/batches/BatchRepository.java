package io.allocator.query.batches;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface BatchRepository extends Repository<Batch, String> {

    /** In the order in which lines are put on them. */
    @Query("SELECT b FROM Batch b WHERE b.sku = :sku ORDER BY b.eta NULLS FIRST, b.added")
    List<Batch> findInPreferenceOrder(String sku);

    /** By the index of shipments under way; one that was given up, or is gone, has nothing to bring. */
    @Query("""
            SELECT b FROM Batch b WHERE b.eta < :today AND b.purchased > b.shipped ORDER BY b.eta, b.reference""")
    List<Batch> findLate(LocalDate today, Limit limit);
}
