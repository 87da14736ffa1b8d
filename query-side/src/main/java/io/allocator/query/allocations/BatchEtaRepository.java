package io.allocator.query.allocations;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface BatchEtaRepository extends Repository<BatchEta, String> {

    BatchEta save(BatchEta batch);

    Optional<BatchEta> findById(String reference);

    List<BatchEta> findByReferenceIn(Collection<String> references);
}
