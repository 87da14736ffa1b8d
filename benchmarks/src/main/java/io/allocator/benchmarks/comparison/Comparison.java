package io.allocator.benchmarks.comparison;

import io.allocator.benchmarks.load.Answered;
import io.allocator.benchmarks.load.LoadGenerator;
import io.allocator.benchmarks.load.LoadPlan;
import io.allocator.benchmarks.report.Measured;
import io.allocator.benchmarks.systems.Contender;
import io.allocator.benchmarks.systems.DurablePostgres;
import io.allocator.benchmarks.systems.Memory;
import io.allocator.benchmarks.systems.RunningSystem;
import io.allocator.benchmarks.systems.ServerProgram;
import io.allocator.benchmarks.systems.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gives every system the same loads. All of them are started and warmed up first; then each has its turn, one after the
 * other, in several rounds, so that what the machine does meanwhile meets all of them. A system that has no turn is idle.
 */
public final class Comparison {

    private static final int LONG_WARM_UP_PARTS = 2;

    private final Settings settings;
    private final DurablePostgres postgres;
    private final LoadGenerator generator;
    private final List<Task> tasks;
    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();
    private final Map<String, ProgramMemory> memory = new LinkedHashMap<>();

    /**
     * Memory of a process.
     *
     * @param rest after its start
     * @param load at most at any moment of a turn; the proportional part at the end of one
     */
    record ProgramMemory(Memory rest, Memory load) {}

    /**
     * What is told.
     *
     * @param outcomes of each system with each task
     * @param memory of each process, by its name
     */
    record Figures(List<Outcome> outcomes, Map<String, ProgramMemory> memory) {}

    private Comparison(Settings settings, DurablePostgres postgres, LoadGenerator generator) {
        this.settings = settings;
        this.postgres = postgres;
        this.generator = generator;
        this.tasks = Task.asked(settings);
    }

    /** Measures. */
    public static Measured measure(Settings settings, DurablePostgres postgres)
            throws IOException, InterruptedException {
        try (var generator = LoadGenerator.start()) {
            return new ComparisonText(new Comparison(settings, postgres, generator).figures()).measured();
        }
    }

    private Figures figures() throws IOException, InterruptedException {
        var systems = new ArrayList<RunningSystem>();
        try {
            for (var contender : Contender.asked(settings)) {
                var system = contender.start(settings, postgres);
                systems.add(system);
                system.programs().forEach(
                        program -> memory.put(program.name(), new ProgramMemory(program.memory(), program.memory())));
                warmUp(system);
            }
            for (var round = 1; round <= settings.rounds(); round++) {
                for (var task : tasks) {
                    for (var system : systems) {
                        turn(system, task, round);
                    }
                }
            }
        } finally {
            systems.forEach(RunningSystem::close);
        }
        return new Figures(tasks.stream().flatMap(task -> Contender.asked(settings).stream()
                .map(c -> Outcome.of(c.title(), task.title, turns.getOrDefault(key(c, task), List.of())))).toList(),
                memory);
    }

    /** Most of the time with single allocations, the rest with the other tasks in turn. */
    private void warmUp(RunningSystem system) throws IOException, InterruptedException {
        var part = settings.warmUpSeconds() * 1_000L / (LONG_WARM_UP_PARTS + tasks.size());
        for (var task : tasks) {
            var names = "warm-" + task.name().toLowerCase(Locale.ROOT);
            generator.addBatches(system.port(), task.workload, names, task.skus);
            var millis = task == tasks.getFirst() ? part * (1 + LONG_WARM_UP_PARTS) : part;
            var answered = generator.run(LoadPlan.forTime(system.port(), task.workload, names, task.skus, 0, millis));
            tell(system, "warming up", task, answered);
        }
        var _ = system.awaitCaughtUp();
    }

    private void turn(RunningSystem system, Task task, int round) throws IOException, InterruptedException {
        var names = "round-" + round + "-" + task.name().toLowerCase(Locale.ROOT);
        generator.addBatches(system.port(), task.workload, names, task.skus);
        postgres.checkpoint();
        var begin = System.nanoTime();
        var serverCpu = system.cpuSeconds();
        var postgresCpu = postgres.cpuSeconds();
        system.programs().forEach(ServerProgram::forgetPeak);
        var watched = ReaderLag.watch(system);
        var answered = generator.run(LoadPlan.forTime(system.port(), task.workload, names, task.skus,
                settings.leadMillis(), settings.seconds() * 1_000L));
        var lag = watched.end();
        var wall = (System.nanoTime() - begin) / 1e9;
        var turn = new Turn(answered, system.cpuSeconds() - serverCpu, postgres.cpuSeconds() - postgresCpu, wall, lag,
                system.awaitCaughtUp().toMillis());
        turns.computeIfAbsent(key(system.contender(), task), _ -> new ArrayList<>()).add(turn);
        system.programs().forEach(this::noteMemory);
        tell(system, "round " + round, task, answered);
    }

    private void noteMemory(ServerProgram program) {
        memory.computeIfPresent(program.name(),
                (_, known) -> new ProgramMemory(known.rest, known.load.or(program.peakMemory())));
    }

    private static String key(Contender contender, Task task) {
        return contender + " " + task;
    }

    private static void tell(RunningSystem system, String when, Task task, Answered answered) {
        System.out.printf(Locale.ROOT, "%s: %s, %s: %,.0f/s%s%n", when, system.contender().title(),
                task.title, answered.perSecond(), answered.failures() == 0 ? "" : " " + answered.byStatus());
    }
}
