package io.allocator.query.feed;

import io.allocator.api.event.ProductEvent;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees that an event has all fields that it must have: JSON that lacks one is read as if it were null. */
final class RequiredFields {

    private static final ClassValue<List<Method>> OF_TYPE = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).filter(RequiredFields::isRequired)
                    .map(RecordComponent::getAccessor).toList();
        }
    };

    private RequiredFields() {}

    private static boolean isRequired(RecordComponent component) {
        return !component.getType().isPrimitive()
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /**
     * Fails unless they are there.
     *
     * @throws IllegalArgumentException when one is not
     */
    static void check(ProductEvent event) {
        for (var field : OF_TYPE.get(event.getClass())) {
            if (valueOf(field, event) == null) {
                throw new IllegalArgumentException("it has no " + field.getName());
            }
        }
    }

    private static @Nullable Object valueOf(Method field, ProductEvent event) {
        try {
            return field.invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
