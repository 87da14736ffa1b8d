package io.allocator.query.ui;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells of no change, but keeps listeners. */
@RestController
class SampleChanges {

    @GetMapping(path = "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter changes() throws IOException {
        var emitter = new SseEmitter(0L);
        emitter.send(SseEmitter.event().comment("here"));
        return emitter;
    }
}
