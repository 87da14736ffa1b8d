package io.allocator.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** The program's own audit, as a check at the end of a test. */
public final class Audit {

    private Audit() {}

    /**
     * Runs one and expects that it finds nothing.
     *
     * @param readSide where it is asked for
     * @param atMost how long it may take
     */
    public static void expectClean(URI readSide, Duration atMost) {
        var audit = readSide.resolve("/operations/audit");
        AllocatorClient.send(HttpRequest.newBuilder(audit).POST(HttpRequest.BodyPublishers.noBody())).expect(202);
        ReadSide.eventually(atMost, () -> assertThat(last(audit).json().path("state").asString()).as("state of audit")
                .isNotEqualTo("RUNNING"));
        var ended = last(audit);
        assertThat(ended.json().path("state").asString()).as(ended::toString).isEqualTo("DONE");
        assertThat(ended.json().path("clean").asBoolean()).as(ended::toString).isTrue();
    }

    private static Answer last(URI audit) {
        return AllocatorClient.send(HttpRequest.newBuilder(audit)).expect(200);
    }
}
