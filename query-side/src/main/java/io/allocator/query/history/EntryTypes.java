package io.allocator.query.history;

import io.allocator.api.event.ProductEvent;
import java.util.Arrays;
import java.util.List;

/** The kinds of what can happen, as they are named in the history: those of the events. */
final class EntryTypes {

    private static final String EVENT = "Event";

    /** In the order of the alphabet. */
    static final List<String> ALL = Arrays.stream(ProductEvent.class.getPermittedSubclasses()).map(EntryTypes::of)
            .sorted().toList();

    private EntryTypes() {}

    /** An event's name without "Event". */
    static String of(Class<?> event) {
        var name = event.getSimpleName();
        return name.substring(0, name.length() - EVENT.length());
    }
}
