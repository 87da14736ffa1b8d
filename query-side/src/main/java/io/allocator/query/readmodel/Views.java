package io.allocator.query.readmodel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Runs the processors that the views have, while the program does: for each view the one that keeps it, and one more while
 * it is being rebuilt; of each, those segments that are for this query side. Looks every second whether that has changed, here or
 * on another node.
 */
@Component
class Views implements SmartLifecycle, RunningProcessors {

    private static final Logger log = LoggerFactory.getLogger(Views.class);

    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** As long as there is a rebuild, which may be done. */
    private static final long SWITCH_OVER_EVERY_MILLIS = 100;

    private final List<Projection> projections;
    private final Processors processors;
    private final Rebuilds rebuilds;
    private final SwitchOver switchOver;
    private final QuerySides querySides;
    private final ChangedKeys changedKeys;
    private final Map<Part, RunningProcessor> running = new ConcurrentHashMap<>();
    private CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean isRunning;

    Views(List<Projection> projections, Processors processors, Rebuilds rebuilds, SwitchOver switchOver,
            QuerySides querySides, ChangedKeys changedKeys) {
        this.projections = projections;
        this.processors = processors;
        this.rebuilds = rebuilds;
        this.switchOver = switchOver;
        this.querySides = querySides;
        this.changedKeys = changedKeys;
    }

    @Override
    public void start() {
        var end = new CountDownLatch(1);
        stopped = end;
        isRunning = true;
        rebuilds.register();
        reconcile();
        Thread.ofVirtual().name("views").start(() -> repeat(end, () -> LOOK_EVERY_MILLIS, this::reconcile));
        // on a thread of its own: to wait for readers, or to make indexes, takes its time
        Thread.ofVirtual().name("rebuilds").start(() -> repeat(end,
                () -> isAnyRebuilt() ? SWITCH_OVER_EVERY_MILLIS : LOOK_EVERY_MILLIS, this::switchOver));
    }

    /** As long as the program runs; a failure concerns one time only. */
    private void repeat(CountDownLatch end, LongSupplier pauseMillis, Runnable work) {
        try {
            while (!end.await(pauseMillis.getAsLong(), TimeUnit.MILLISECONDS)) {
                try {
                    work.run();
                } catch (DataAccessException | EventStoreException e) {
                    // the database is away, or somebody reads for long: the next look tries again
                    log.debug("The views were not looked after", e);
                } catch (RuntimeException e) {
                    // it goes on, or the others would take this one for gone
                    log.warn("The views were not looked after", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void switchOver() {
        if (isAnyRebuilt() && switchOver.toWhatIsDone()) {
            reconcile();
        }
    }

    private boolean isAnyRebuilt() {
        return running.keySet().stream().anyMatch(Part::isRebuild);
    }

    private synchronized void reconcile() {
        if (!isRunning) {
            return;
        }
        var states = rebuilds.states();
        querySides.deal(projections.stream().map(Copy::of).toList(),
                Stream.concat(states.stream().map(Rebuilds.State::processor),
                        states.stream().map(Rebuilds.State::rebuilding).filter(Objects::nonNull)).toList());
        rebuilds.renew(states);
        var wanted = new HashMap<Part, Projection>();
        for (var state : states) {
            // one that is new waits for the first one to be made
            if (state.rebuilding() == null || !rebuilds.isNew(state)) {
                want(wanted, new Part(state.processor(), false));
            }
            if (state.rebuilding() != null) {
                want(wanted, new Part(state.rebuilding(), true));
            }
        }
        var over = running.entrySet().stream().filter(entry -> !wanted.containsKey(entry.getKey())).toList();
        over.forEach(entry -> {
            entry.getValue().stop().join();
            running.remove(entry.getKey());
        });
        wanted.forEach((part, projection) -> running.computeIfAbsent(part,
                _ -> processors.start(part.processor(), projection, part.isRebuild())));
        running.forEach((part, one) -> one.keepSegments(segment -> querySides.mustRelease(part.processor(), segment)));
        changedKeys.tend();
    }

    /** What another version of the program makes is left to it. */
    private void want(Map<Part, Projection> wanted, Part part) {
        if (rebuilds.canMake(part.processor())) {
            wanted.put(part, rebuilds.projection(Copy.of(part.processor()).view()).orElseThrow());
        }
    }

    @Override
    public boolean isRunning(String processor) {
        return running.entrySet().stream().filter(entry -> entry.getKey().processor().equals(processor))
                .anyMatch(entry -> entry.getValue().isWorking());
    }

    /** A processor in one of its two parts: while it makes a view again, it writes elsewhere than later on. */
    private record Part(String processor, boolean isRebuild) {}

    /** Lets what is being projected be finished, all views at once. */
    @Override
    public void stop() {
        isRunning = false;
        stopped.countDown();
        synchronized (this) {
            CompletableFuture.allOf(
                    running.values().stream().map(RunningProcessor::stop).toArray(CompletableFuture[]::new)).join();
            running.clear();
        }
        try {
            querySides.leave();
        } catch (DataAccessException e) {
            log.debug("The others will see in some seconds that this one is gone", e);
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
