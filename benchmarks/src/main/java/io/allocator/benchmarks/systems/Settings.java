package io.allocator.benchmarks.systems;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run is done. Words without an equals sign name what is measured, or are {@code quick}.
 *
 * @param project the directory of {@code mvnw}
 * @param target where everything goes that is made on the way
 * @param isQuick whether it is only to be seen that all of it works
 * @param asked the benchmarks asked for; empty for all
 * @param given the others by their names
 */
public record Settings(Path project, Path target, boolean isQuick, List<String> asked, Map<String, String> given) {

    private static final String QUICK = "quick";

    /** Reads them from the command line. */
    public static Settings of(Path project, Path target, List<String> words) {
        var given = new HashMap<String, String>();
        words.stream().filter(word -> word.contains("=")).map(word -> word.split("=", 2))
                .forEach(pair -> given.put(pair[0], pair[1]));
        return new Settings(project.toAbsolutePath().normalize(), target.toAbsolutePath().normalize(),
                words.contains(QUICK),
                words.stream().filter(word -> !word.contains("=") && !word.equals(QUICK)).toList(), Map.copyOf(given));
    }

    /** How often each system has its turn: {@code rounds}. */
    public int rounds() {
        return number("rounds", isQuick ? 1 : 3);
    }

    /** How long a system is measured in its turn: {@code seconds}. */
    public int seconds() {
        return number("seconds", isQuick ? 3 : 8);
    }

    /** How long a system is warmed up under load, before anything is counted: {@code warmup}. */
    public int warmUpSeconds() {
        return number("warmup", isQuick ? 8 : 45);
    }

    /** Load before each measurement, not counted: {@code lead}, in milliseconds. */
    public int leadMillis() {
        return number("lead", isQuick ? 500 : 2_000);
    }

    /** Options of every JVM that is compared: {@code jvm}, with commas between them. None, as the product is started. */
    public List<String> jvmOptions() {
        var options = given.getOrDefault("jvm", "");
        return options.isEmpty() ? List.of() : Arrays.asList(options.split(","));
    }

    /** A list of names, comma-separated, or all there are. */
    public List<String> names(String name, List<String> all) {
        var names = given.get(name);
        return names == null ? all : Arrays.asList(names.split(","));
    }

    /** A number. */
    public int number(String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }

    /** Where a real shop's order lines are, if anywhere: {@code data}. */
    public Path data() {
        return project.resolve(given.getOrDefault("data", "../shared/data/online-retail")).normalize();
    }

    /** Where figures, charts and page are written: {@code results}. A quick run leaves those of a whole one alone. */
    public Path results() {
        var otherwise = isQuick ? target.resolve("performance").toString() : "docs/performance";
        return directory(project.resolve(given.getOrDefault("results", otherwise)));
    }

    /** A directory for what is of no use afterwards. */
    public Path work() {
        return directory(target.resolve("benchmarks"));
    }

    /** What is told of them beside the figures; not where things are, which is different on each machine. */
    public Map<String, Object> told() {
        var told = new TreeMap<String, Object>(Map.of("rounds", rounds(), "seconds", seconds(), "warmUpSeconds",
                warmUpSeconds(), "leadMillis", leadMillis(), "jvmOptions", jvmOptions(), "quick", isQuick));
        given.forEach(told::putIfAbsent);
        told.keySet().removeAll(List.of("results", "data"));
        return told;
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
