package io.allocator.api.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the views are kept.
 *
 * @param views each of them, by name
 */
public record OperationsView(List<View> views) {

    /**
     * A view and its processor.
     *
     * @param view its name
     * @param running whether the node that answers has a processor for it that runs and has not failed just now
     * @param segments the parts of the SKUs that are projected side by side; none before the processor has begun
     * @param deadLetters how many SKUs are set aside
     * @param rebuilt when it was last made again; {@code null} when it never was
     * @param rebuild how far it is being made again; {@code null} when it is not
     */
    public record View(String view, boolean running, List<Segment> segments, long deadLetters,
            @Nullable Instant rebuilt, @Nullable Rebuild rebuild) {}

    /**
     * A part of the SKUs.
     *
     * @param segment its number
     * @param owner the process that projects it, which may be on another node; {@code null} when it is free
     * @param position the last entry of the log that it has taken in
     */
    public record Segment(int segment, @Nullable String owner, long position) {}

    /**
     * A rebuild under way.
     *
     * @param began when it was begun
     * @param position the last entry of the log that it has taken in
     * @param deadLetters how many SKUs it has set aside
     */
    public record Rebuild(@Nullable Instant began, long position, long deadLetters) {}
}
