package io.allocator.query.readmodel;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/**
 * A row of a view. Its key is known before it is stored, so it says itself whether it is new; otherwise each INSERT
 * would be preceded by a SELECT. What waits to be inserted counts as stored: it can be changed and deleted.
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
    @PrePersist
    void markStored() {
        stored = true;
    }
}
