package io.allocator.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The generator's process: plans come in on one side, a line each, and how they were answered goes out on the other. */
public final class LoadGenerator implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;

    private LoadGenerator(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the process, with what it takes in memory bounded. */
    public static LoadGenerator start() throws IOException {
        return new LoadGenerator(new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), LoadGenerator.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /**
     * Has a plan carried out.
     *
     * @throws IOException if a connection failed or something was not answered
     */
    public Answered run(LoadPlan plan) throws IOException {
        var out = process.outputWriter(StandardCharsets.UTF_8);
        out.write(JsonMapper.shared().writeValueAsString(plan));
        out.newLine();
        out.flush();
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("The load generator failed on " + plan);
        }
        return JsonMapper.shared().readValue(line, Answered.class);
    }

    /**
     * Has batches made for a workload.
     *
     * @throws IOException if not all were added
     */
    public void addBatches(int port, Workload workload, String names, int skus) throws IOException {
        var added = run(LoadPlan.batches(port, workload.batches(), names, skus));
        if (added.failures() > 0) {
            throw new IOException("Batches for " + names + " were answered " + added.byStatus());
        }
    }

    /** Has a plan carried out in this process, for who wants to know of each answer. */
    public static Answered runHere(LoadPlan plan, AnswerListener listener) throws IOException {
        return new LoadLoop(plan, listener).run();
    }

    /** The process itself. */
    public static void main(String[] args) throws IOException {
        try (var plans = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = plans.readLine(); line != null; line = plans.readLine()) {
                var answered = new LoadLoop(JsonMapper.shared().readValue(line, LoadPlan.class), (_, _, _) -> {}).run();
                System.out.println(JsonMapper.shared().writeValueAsString(answered));
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
