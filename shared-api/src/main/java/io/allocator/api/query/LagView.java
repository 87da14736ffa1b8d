package io.allocator.api.query;

import java.util.List;

/**
 * How far the views are behind the events.
 *
 * @param views each of them, by name
 */
public record LagView(List<View> views) {

    /**
     * How far a view is behind.
     *
     * @param view its name
     * @param events how many events of the log it has not taken in yet
     * @param millis how long ago the first of those was decided, in milliseconds; 0 when there is none
     */
    public record View(String view, long events, long millis) {}
}
