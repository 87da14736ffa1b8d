package io.allocator.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** On what, and of what, figures are. */
final class Machine {

    private Machine() {}

    static Map<String, Object> describe(Path project) throws IOException {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("commit", commit(project));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("processor", field(Path.of("/proc/cpuinfo"), "model name"));
        machine.put("memory", field(Path.of("/proc/meminfo"), "MemTotal"));
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", Runtime.version().toString());
        return machine;
    }

    /** With a sign when what was measured is not what was committed. */
    private static String commit(Path project) throws IOException {
        var commit = git(project, "rev-parse", "--short", "HEAD");
        var changed = git(project, "status", "--porcelain", "--untracked-files=no", "--", "*.java", "*.yaml", "*.sql",
                "*pom.xml");
        return commit.isEmpty() ? "unknown" : commit + (changed.isEmpty() ? "" : " and changes");
    }

    private static String git(Path project, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String field(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return "unknown";
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name)).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        }
    }
}
