package io.allocator.query.csv;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a list: the components of its items, which are named as on the wire. */
final class Columns<T extends Record> {

    private final RecordComponent[] components;

    Columns(Class<T> type) {
        this.components = type.getRecordComponents();
        for (var component : components) {
            // a record need not be public to be written
            component.getAccessor().setAccessible(true);
        }
    }

    List<String> names() {
        return Arrays.stream(components).map(RecordComponent::getName).toList();
    }

    /** As text: what is missing is empty, days are {@code YYYY-MM-DD}. */
    List<String> values(T item) {
        return Arrays.stream(components).map(component -> text(component, item)).toList();
    }

    private static String text(RecordComponent component, Record item) {
        try {
            @Nullable
            Object value = component.getAccessor().invoke(item);
            return value == null ? "" : value.toString();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The accessors are accessible, and do not fail", e);
        }
    }
}
