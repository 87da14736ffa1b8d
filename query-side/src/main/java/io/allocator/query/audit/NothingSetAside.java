package io.allocator.query.audit;

import java.util.Map;
import org.springframework.stereotype.Component;

/** A view stops at an event that it cannot project: it never lacks one behind which it has gone on. */
@Component
class NothingSetAside implements SetAside {

    @Override
    public Map<String, Long> firstOf(String view) {
        return Map.of();
    }
}
