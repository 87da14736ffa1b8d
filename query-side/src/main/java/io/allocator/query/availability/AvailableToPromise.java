package io.allocator.query.availability;

import io.allocator.api.query.AvailabilityView.Day;
import io.allocator.api.query.BatchView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What can be promised of a SKU. For a day d it is the least, over all days t from d on, of what has arrived by t less
 * what is promised by t, and never below 0: what is promised for a day must not be missing on a later one.
 *
 * <p>A batch arrives with what was purchased less what was shipped of it; the lines on it are promised by its day, those
 * on a batch in the warehouse now. A shipment whose day is past is late: it counts for nothing until it arrives, but
 * the lines on it stay promised, so whatever else there is has to stand in for them. A shipment of today arrives today.
 *
 * @param now units that can be promised from the warehouse
 * @param days each further day on which something arrives, in order
 * @param late what is late, the longest overdue first
 */
record AvailableToPromise(long now, List<Day> days, List<BatchView> late) {

    /**
     * Reckons it.
     *
     * @param batches all of the SKU
     * @param today the day on which it is asked
     */
    static AvailableToPromise of(List<BatchView> batches, LocalDate today) {
        // what there is now, less what is promised and has not got a day to come
        var balance = 0L;
        var late = new ArrayList<BatchView>();
        var byDay = new TreeMap<LocalDate, List<BatchView>>();
        for (var batch : batches) {
            if (batch.eta() == null) {
                balance += supply(batch) - batch.allocated();
            } else if (batch.eta().isBefore(today)) {
                balance -= batch.allocated();
                late.add(batch);
            } else {
                byDay.computeIfAbsent(batch.eta(), day -> new ArrayList<>()).add(batch);
            }
        }
        var balances = new ArrayList<Long>(List.of(balance));
        for (var arriving : byDay.values()) {
            for (var batch : arriving) {
                balance += supply(batch) - batch.allocated();
            }
            balances.add(balance);
        }
        // from the end: the least of all that follow
        for (var i = balances.size() - 2; i >= 0; i--) {
            balances.set(i, Math.min(balances.get(i), balances.get(i + 1)));
        }
        var days = new ArrayList<Day>();
        for (var day : byDay.entrySet()) {
            var arriving = day.getValue().stream().mapToLong(AvailableToPromise::supply).sum();
            var promisable = Math.max(0, balances.get(days.size() + 1));
            days.add(new Day(day.getKey(), arriving, promisable));
        }
        late.removeIf(batch -> supply(batch) == 0);
        late.sort(Comparator.comparing(batch -> Objects.requireNonNull(batch.eta())));
        return new AvailableToPromise(Math.max(0, balances.getFirst()),
                days.stream().filter(day -> day.arriving() > 0).toList(), late);
    }

    private static long supply(BatchView batch) {
        return (long) batch.qty() - batch.shipped();
    }
}
