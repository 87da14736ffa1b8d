package io.allocator.system.faults;

import static org.awaitility.Awaitility.await;

import io.allocator.system.harness.Fresh;
import io.allocator.system.harness.Nodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients who go on whatever happens. Half of what they do concerns one SKU, the rest many. Each has lines and batches
 * that nobody else changes, so that it knows what must have become of them.
 */
final class Load implements AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final int COLD_SKUS = 24;
    private static final Duration MAY_BE_AWAY = Duration.ofSeconds(60);
    private static final Duration MAY_FINISH_FOR = Duration.ofSeconds(60);

    private final AnswerLog log = new AnswerLog();
    private final Pace pace;
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<LoadClient> clients = new ArrayList<>();

    private Load(Nodes nodes, Random random, int perSecond, int hotPercent) {
        pace = new Pace(perSecond);
        var name = Fresh.name("load");
        var skus = IntStream.range(0, COLD_SKUS).mapToObj(n -> name + "-cold-" + n).toList();
        for (var n = 0; n < CONNECTIONS; n++) {
            clients.add(new LoadClient(name + "-" + n, name + "-hot", skus, hotPercent, new Random(random.nextLong()),
                    nodes, log, pace));
        }
        var each = (COLD_SKUS + CONNECTIONS - 1) / CONNECTIONS;
        for (var n = 0; n < CONNECTIONS; n++) {
            clients.get(n).stock(skus.subList(Math.min(COLD_SKUS, n * each), Math.min(COLD_SKUS, (n + 1) * each)));
        }
    }

    /** Starts one at the usual pace. */
    static Load start(Nodes nodes, Random random) {
        return start(nodes, random, Run.pace(), 50);
    }

    /**
     * Starts one.
     *
     * @param perSecond commands a second over all connections; 0 for as many as it takes
     * @param hotPercent of what is done, how much concerns one SKU
     */
    static Load start(Nodes nodes, Random random, int perSecond, int hotPercent) {
        var load = new Load(nodes, random, perSecond, hotPercent);
        load.clients.forEach(load.threads::execute);
        return load;
    }

    /** Waits for so many more answers. */
    void awaitAnswers(long more) {
        var goal = log.answers() + more;
        await("answers").atMost(MAY_BE_AWAY).pollInterval(Duration.ofMillis(2)).until(() -> log.answers() >= goal);
    }

    /** Waits until something is answered that is sent from now on, and tells how long that took. */
    Duration awaitService() {
        var begin = System.nanoTime();
        await("service").atMost(MAY_BE_AWAY).pollInterval(Duration.ofMillis(2))
                .until(() -> log.isAnsweredSentAfter(begin));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** What was answered so far. */
    AnswerLog log() {
        return log;
    }

    /** Lets everybody have the answer to what was asked, and begin nothing more. */
    AnswerLog finish() throws InterruptedException {
        pace.end();
        threads.shutdown();
        if (!threads.awaitTermination(MAY_FINISH_FOR.toSeconds(), TimeUnit.SECONDS)) {
            clients.forEach(LoadClient::giveUp);
            log.addWrong("Somebody was not answered for " + MAY_FINISH_FOR);
        }
        return log;
    }

    @Override
    public void close() {
        pace.end();
        clients.forEach(LoadClient::giveUp);
        threads.shutdownNow();
        threads.close();
    }
}
