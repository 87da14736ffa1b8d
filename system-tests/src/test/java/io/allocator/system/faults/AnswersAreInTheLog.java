package io.allocator.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether all that was told happened, once; and whether nothing happened that nobody was told of. */
final class AnswersAreInTheLog {

    private final LogFold log;
    private final List<String> missing = new ArrayList<>();
    private final Set<String> placed = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final Set<String> shipped = new HashSet<>();
    private final Set<String> openLines = new HashSet<>();
    private final Set<String> openBatches = new HashSet<>();
    private final Set<String> orders = new HashSet<>();
    private final Map<String, List<Integer>> sizes = new HashMap<>();
    private final Map<String, List<@Nullable String>> days = new HashMap<>();

    private AnswersAreInTheLog(LogFold log) {
        this.log = log;
    }

    /** Asserts it. */
    static void check(List<Told> told, LogFold log) {
        var check = new AnswersAreInTheLog(log);
        told.forEach(check::take);
        check.compareLines();
        check.compareBatches();
        assertThat(check.missing.stream().limit(20)).as("what was told and what is in the log, %d differences",
                check.missing.size()).isEmpty();
    }

    private void take(Told told) {
        switch (told) {
            case Told.Added(var ref, var sku, var qty, var eta) -> {
                var batch = log.batches().get(ref);
                require(batch != null && batch.sku.equals(sku) && batch.addedWith == qty
                        && Objects.equals(batch.addedFor, eta), told);
                sizes.computeIfAbsent(ref, _ -> new ArrayList<>());
                days.computeIfAbsent(ref, _ -> new ArrayList<>());
            }
            case Told.Resized(var ref, var qty, var moved) -> {
                sizes.computeIfAbsent(ref, _ -> new ArrayList<>()).add(qty);
                moved.forEach(move -> require(log.hasMoved(move), move));
            }
            case Told.Dated(var ref, var eta) -> days.computeIfAbsent(ref, _ -> new ArrayList<>()).add(eta);
            case Told.Placed(var line, var batch, var anew) -> {
                placed.add(line.key());
                orders.add(line.orderid());
                require(log.timesAccepted(line.key()) == 1, told);
                require(!anew || Objects.equals(log.acceptedOn(line.key()), batch), told);
                var now = log.lines().get(line.key());
                require(now == null || now.qty() == line.qty(), told);
            }
            case Told.Refused(var line) -> {
                orders.add(line.orderid());
                require(log.timesAccepted(line.key()) == 0, told);
            }
            case Told.Released(var line) -> {
                released.add(line.key());
                require(log.isReleased(line.key()), told);
            }
            case Told.Shipped(var line) -> {
                shipped.add(line.key());
                var now = log.lines().get(line.key());
                require(now != null && now.status().equals("SHIPPED") && now.qty() == line.qty(), told);
            }
            case Told.OpenLine(var line) -> {
                openLines.add(line.key());
                orders.add(line.orderid());
            }
            case Told.OpenBatch(var ref) -> openBatches.add(ref);
        }
    }

    /** Each line in the one state that follows from what was told, and no others. */
    private void compareLines() {
        for (var line : log.everAccepted()) {
            var isOfThisLoad = orders.contains(line.substring(0, line.indexOf('|')));
            if (!isOfThisLoad || openLines.contains(line)) {
                continue;
            }
            require(placed.contains(line), line + " was accepted, and nobody was told");
            require(released.contains(line) == log.isReleased(line), line + " was given up, and nobody was told");
            var now = log.lines().get(line);
            var isShipped = now != null && now.status().equals("SHIPPED");
            require(shipped.contains(line) == isShipped, line + " was shipped, and nobody was told");
            require(released.contains(line) == (now == null), line + " is neither there nor given up");
        }
    }

    /** Only one client changes a batch, one change after the other: the log has the very same ones. */
    private void compareBatches() {
        sizes.forEach((ref, told) -> {
            var batch = log.batches().get(ref);
            if (!openBatches.contains(ref)) {
                require(batch != null && batch.sizes.equals(told),
                        ref + " had other quantities than were told: " + told);
            }
        });
        days.forEach((ref, told) -> {
            var batch = log.batches().get(ref);
            if (!openBatches.contains(ref)) {
                require(batch != null && batch.days.equals(told), ref + " had other days than were told: " + told);
            }
        });
    }

    private void require(boolean holds, Object otherwise) {
        if (!holds) {
            missing.add(otherwise.toString());
        }
    }
}
