package io.allocator.query.readmodel;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/**
 * A row of a view. Its key is known before it is stored, so it says itself whether it is new; otherwise each INSERT
 * would be preceded by a SELECT.
 *
 * @param <K> the key's type
 */
@MappedSuperclass
public abstract class Row<K> implements Persistable<K> {

    @Transient
    private boolean stored;

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }
}
