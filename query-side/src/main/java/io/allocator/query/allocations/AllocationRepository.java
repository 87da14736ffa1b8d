package io.allocator.query.allocations;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AllocationRepository extends Repository<Allocation, UUID> {

    /** By the index of waiting lines: the status is part of the statement, as it is of the index. */
    @Query("""
            SELECT new io.allocator.query.allocations.WaitingLine(l.orderId, l.sku, l.lineId, l.quantity, l.accepted)
            FROM Allocation l WHERE l.status = BACKORDERED AND l.accepted > :after ORDER BY l.accepted""")
    List<WaitingLine> findWaiting(long after, Limit limit);

    /** Those of one SKU, by an index of their own. */
    @Query("""
            SELECT new io.allocator.query.allocations.WaitingLine(l.orderId, l.sku, l.lineId, l.quantity, l.accepted)
            FROM Allocation l WHERE l.status = BACKORDERED AND l.sku = :sku AND l.accepted > :after
            ORDER BY l.accepted""")
    List<WaitingLine> findWaiting(String sku, long after, Limit limit);
}
