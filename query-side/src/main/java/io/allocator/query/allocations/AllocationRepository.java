package io.allocator.query.allocations;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AllocationRepository extends Repository<Allocation, UUID> {

    Allocation save(Allocation line);

    List<Allocation> findByOrderIdOrderBySkuAscLineIdAsc(String orderId);
}
