package io.allocator.query.operations;

import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.allocator.query.feed.EventFeed;
import io.allocator.query.readmodel.Rebuilds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations", description = "For whoever runs the read side")
class RebuildController {

    private final Rebuilds rebuilds;
    private final EventFeed feed;

    RebuildController(Rebuilds rebuilds, EventFeed feed) {
        this.rebuilds = rebuilds;
        this.feed = feed;
    }

    /**
     * A view, and whether it is being made again.
     *
     * @param view its name
     * @param position the last entry of the log that it has taken in
     * @param last the last entry of the log
     * @param rebuilt when it was last made again; {@code null} when it never was
     * @param rebuild how far it is being made again; {@code null} when it is not
     */
    record ViewStatus(String view, long position, long last, @Nullable OffsetDateTime rebuilt,
            @Nullable Rebuild rebuild) {}

    /**
     * A rebuild under way.
     *
     * @param began when it was begun
     * @param position the last entry of the log that it has taken in
     */
    record Rebuild(@Nullable OffsetDateTime began, long position) {}

    @Operation(summary = "The views: how far each is, and whether it is being made again")
    @GetMapping("/operations/views")
    List<ViewStatus> views() {
        var last = feed.lastIndex();
        return rebuilds.states().stream().map(state -> status(state, last)).toList();
    }

    private ViewStatus status(Rebuilds.State state, long last) {
        var next = state.rebuilding();
        return new ViewStatus(state.name(), rebuilds.position(state.processor()).getIndex(), last, state.rebuilt(),
                next == null ? null : new Rebuild(state.began(), rebuilds.position(next).getIndex()));
    }

    @Operation(
            summary = "Make a view again from all events, beside the one that is being read; it takes its place once it "
                    + "has caught up")
    @PostMapping("/operations/views/{view}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild(@PathVariable String view) {
        requireKnown(view);
        if (!rebuilds.begin(view)) {
            throw new ProblemException(
                    Problem.of(ProblemType.CONFLICT, "View " + view + " is being made again already"));
        }
    }

    @Operation(summary = "Give a rebuild up; the view stays as it is")
    @DeleteMapping("/operations/views/{view}/rebuild")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String view) {
        requireKnown(view);
        if (!rebuilds.cancel(view)) {
            throw new ProblemException(
                    Problem.of(ProblemType.NOT_FOUND, "View " + view + " is not being made again"));
        }
    }

    private void requireKnown(String view) {
        if (rebuilds.states().stream().noneMatch(state -> state.name().equals(view))) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "There is no view " + view));
        }
    }
}
