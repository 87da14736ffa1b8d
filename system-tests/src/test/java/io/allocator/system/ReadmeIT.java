package io.allocator.system;

import static io.allocator.system.harness.ReadSide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.allocator.system.harness.ProjectFiles;
import io.allocator.system.harness.Standalone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows of a first session is what happens. */
class ReadmeIT {

    private static final Pattern SESSION = Pattern.compile(
            "^## A first session\\n(?:(?!## )[^\\n]*\\n)*?```console\\n(.*?)^```",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** A line that is typed, and what is then printed. */
    private record Step(String command, String printed) {

        boolean isRead() {
            return !command.contains(" -d ") && !command.contains(" --data");
        }
    }

    @Test
    void theFirstSessionAnswersAsPrinted() throws Exception {
        var steps = steps();
        assertThat(steps).as("commands in README.md under '## A first session'").isNotEmpty();
        assertThat(steps).as("something is printed").anyMatch(step -> !step.printed().isEmpty());

        try (var allocator = Standalone.startJar()) {
            for (var step : steps) {
                var command = step.command().replace("localhost:8080", allocator.client().write().getAuthority());
                if (step.isRead()) {
                    // a person is slower than the read side, bash may not be
                    eventually(() -> assertThat(run(command)).as(step.command()).isEqualTo(step.printed()));
                } else {
                    assertThat(run(command)).as(step.command()).isEqualTo(step.printed());
                }
            }
        }
    }

    private static List<Step> steps() throws IOException {
        var session = SESSION.matcher(Files.readString(ProjectFiles.root().resolve("README.md")));
        assertThat(session.find()).as("README.md has a ```console block under '## A first session'").isTrue();
        var steps = new ArrayList<Step>();
        for (var part : session.group(1).split("(?m)^\\$ ", -1)) {
            if (!part.isBlank()) {
                var lines = part.split("\n", 2);
                steps.add(new Step(lines[0].strip(), lines[1].strip()));
            }
        }
        return steps;
    }

    private static String run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.strip();
    }
}
