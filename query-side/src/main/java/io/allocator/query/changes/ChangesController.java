package io.allocator.query.changes;

import io.allocator.http.Identifier;
import io.allocator.http.Problem;
import io.allocator.http.ProblemException;
import io.allocator.http.ProblemType;
import io.allocator.query.feed.EventFeed;
import io.allocator.query.readmodel.Positions;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends changes to each client on the (virtual) thread of its own request, from a reader of the feed of its own: nobody
 * waits for another. A client that takes nothing holds up only its own thread, until the web server's time for a write
 * is over and drops it; it can come again with the last id that it has got.
 */
@RestController
@Tag(name = "Changes")
class ChangesController {

    private static final Logger log = LoggerFactory.getLogger(ChangesController.class);

    private static final int MOST_CLIENTS = 1_000;

    private final EventFeed feed;
    private final Positions positions;
    private final JsonMapper json;
    private final Semaphore room = new Semaphore(MOST_CLIENTS);
    private volatile boolean closing;

    ChangesController(EventFeed feed, Positions positions, JsonMapper json, MeterRegistry meters) {
        this.feed = feed;
        this.positions = positions;
        this.json = json;
        meters.gauge("allocator.changes.clients", room, free -> MOST_CLIENTS - free.availablePermits());
    }

    @Operation(
            summary = "Every change as it is projected, of all SKUs, of one, or of one order, as server-sent events; "
                    + "Last-Event-ID resumes behind that event")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
            schema = @Schema(type = "string")))
    @GetMapping("/changes")
    void changes(@RequestParam(required = false) @Identifier @Nullable String sku,
            @RequestParam(required = false) @Identifier @Nullable String orderid,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        var begin = lastEventId == null || lastEventId.isEmpty()
                ? positions.lowest()
                : EventId.position(lastEventId);
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            // nothing that is written would tell that the client has gone
            writeHead(response);
            return;
        }
        if (!room.tryAcquire()) {
            throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE,
                    "Already " + MOST_CLIENTS + " clients follow the changes here; try again, or another node"));
        }
        try {
            writeHead(response);
            var filter = new ChangeFilter(sku, orderid);
            new ChangeStream(feed, positions, begin, filter, json, response.getOutputStream())
                    .send(() -> closing);
        } catch (IOException e) {
            log.debug("A client that followed the changes went away", e);
        } finally {
            room.release();
        }
    }

    private static void writeHead(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // or a proxy would collect what is meant to be seen at once
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** Otherwise those who follow would hold up the end of the program. */
    @EventListener
    void on(ContextClosedEvent event) {
        closing = true;
    }
}
