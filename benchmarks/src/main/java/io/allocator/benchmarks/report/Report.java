package io.allocator.benchmarks.report;

import io.allocator.benchmarks.systems.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what is measured to {@code results.json}, draws the charts beside it, and puts the tables into the page, each
 * between its two marks. What is not measured in a run stays as it was, with the time and the commit that it is from.
 */
public final class Report {

    private static final String PAGE = "README.md";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Settings settings;
    private final Path directory;
    private final Map<String, Object> circumstances;
    private final Map<String, String> postgres;

    /**
     * A report of one run.
     *
     * @param postgres what the server says of its settings
     */
    public Report(Settings settings, Map<String, String> postgres) throws IOException {
        this.settings = settings;
        this.postgres = postgres;
        this.directory = settings.results();
        this.circumstances = new LinkedHashMap<>(Machine.describe(settings.project()));
        circumstances.put("settings", settings.told());
        circumstances.put("postgresql", postgres);
        var page = directory.resolve(PAGE);
        if (!Files.exists(page)) {
            Files.copy(settings.project().resolve("docs/performance").resolve(PAGE), page);
        }
    }

    /** Adds what a benchmark has found, in place of what it had found before. */
    public void add(String name, Measured measured) throws IOException {
        var file = directory.resolve("results.json");
        var results = Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readString(file)) : JSON.createObjectNode();
        var entry = results.putObject(name);
        entry.put("measured", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        circumstances.forEach((key, value) -> entry.set(key, JSON.valueToTree(value)));
        entry.set("figures", JSON.valueToTree(measured.figures()));
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n");
        for (var chart : measured.charts().entrySet()) {
            Files.writeString(directory.resolve(chart.getKey()), chart.getValue());
        }
        insert(name, measured.text() + "\n" + origin());
        System.out.println(measured.text());
    }

    /** Where the results are. */
    public Path directory() {
        return directory;
    }

    private String origin() {
        return "*%s, commit %s, %s cores (%s), Java %s, PostgreSQL %s%s.*\n".formatted(
                Instant.now().truncatedTo(ChronoUnit.MINUTES), circumstances.get("commit"),
                circumstances.get("cores"), circumstances.get("processor"), circumstances.get("java"),
                postgres.get("server_version"),
                settings.isQuick() ? ", a quick run: no figures to go by" : "");
    }

    private void insert(String name, String text) throws IOException {
        var page = directory.resolve(PAGE);
        var content = Files.readString(page, StandardCharsets.UTF_8);
        var begin = "<!-- " + name + " -->\n";
        var end = "<!-- end of " + name + " -->";
        var from = content.indexOf(begin);
        var to = content.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(page + " has no place for " + name);
        }
        Files.writeString(page, content.substring(0, from + begin.length()) + text + content.substring(to));
    }
}
