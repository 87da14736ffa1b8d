package io.allocator.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Asks on all connections from one thread. Without a rate it is a closed loop: a connection asks again when it is
 * answered, so a slow answer keeps requests from being sent, and times beyond the 99th percentile look better than
 * what a crowd that does not wait would see. With a rate, times count from when a request was due.
 */
final class LoadLoop {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOK_EVERY_MILLIS = 500;

    private final LoadPlan plan;
    private final AnswerListener listener;
    private final Requests requests;
    private final Histogram micros = Answered.newHistogram();
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final long countFrom;
    private final long end;
    private final long start;
    private long sent;
    private long lastAnswer;
    private long cpuAtCount;

    LoadLoop(LoadPlan plan, AnswerListener listener) throws IOException {
        this.plan = plan;
        this.listener = listener;
        this.requests = new Requests(plan);
        this.start = System.nanoTime();
        this.countFrom = start + Duration.ofMillis(plan.leadMillis()).toNanos();
        this.end = plan.limit() > 0 ? Long.MAX_VALUE : countFrom + Duration.ofMillis(plan.millis()).toNanos();
        this.lastAnswer = start;
    }

    Answered run() throws IOException {
        try (var selector = Selector.open()) {
            for (var n = 0; n < plan.connections(); n++) {
                idle.add(new Connection(n, plan.port(), selector));
            }
            sendDue();
            while (idle.size() < plan.connections() || isGoingOn()) {
                var _ = selector.select(this::read, waitMillis());
                sendDue();
                if (System.nanoTime() - lastAnswer > PATIENCE.toNanos()) {
                    throw new IOException("No answer for " + PATIENCE);
                }
            }
            for (var connection : idle) {
                connection.close();
            }
        }
        var until = Math.min(end, lastAnswer);
        var counted = byStatus.values().stream().mapToLong(Long::longValue).sum();
        return new Answered((until - countFrom) / 1e9, counted, byStatus, (cpuNanos() - cpuAtCount) / 1e9,
                Answered.encode(micros));
    }

    private boolean isGoingOn() {
        return System.nanoTime() < end && (plan.limit() == 0 || sent < plan.limit());
    }

    private void sendDue() throws IOException {
        while (!idle.isEmpty() && isGoingOn()) {
            var due = plan.perSecond() == 0 ? System.nanoTime() : start + sent * 1_000_000_000L / plan.perSecond();
            if (due > System.nanoTime()) {
                return;
            }
            var connection = idle.remove();
            connection.since = due;
            connection.send(requests.next(connection.index()));
            connection.number = requests.number();
            sent++;
        }
    }

    private long waitMillis() {
        return plan.perSecond() == 0 || idle.isEmpty() ? LOOK_EVERY_MILLIS : 1;
    }

    private void read(SelectionKey key) {
        var connection = (Connection) key.attachment();
        try {
            var status = connection.read();
            if (status != 0) {
                count(status, connection);
                idle.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(int status, Connection connection) {
        var now = System.nanoTime();
        lastAnswer = now;
        if (now >= countFrom && now < end) {
            if (byStatus.isEmpty()) {
                cpuAtCount = cpuNanos();
            }
            micros.recordValue(Math.min((now - connection.since) / 1_000, Answered.LONGEST_MICROS));
            byStatus.merge(status, 1L, Long::sum);
            listener.answered(connection.number, connection.since, now);
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
