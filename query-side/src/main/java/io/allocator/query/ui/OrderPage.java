package io.allocator.query.ui;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.LineStatus;
import io.allocator.api.query.LineStoryView;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param orderid its name
 * @param units over all its lines
 * @param counts its lines by status: allocated, backordered, shipped
 * @param lines its lines
 * @param told the line whose story is told; {@code null} when none is chosen
 * @param story what became of that line, oldest first
 * @param changes where its changes are told as they happen
 */
record OrderPage(String orderid, long units, Map<String, Long> counts, List<Line> lines, @Nullable Line told,
        List<Entry> story, String changes) {

    static OrderPage of(String orderid, List<AllocationView> lines, @Nullable LineStoryView story, LocalDate today) {
        var counts = lines.stream().collect(Collectors.groupingBy(AllocationView::status, Collectors.counting()));
        return new OrderPage(orderid, lines.stream().mapToLong(AllocationView::qty).sum(),
                Map.of("allocated", counts.getOrDefault(LineStatus.ALLOCATED, 0L), "backordered",
                        counts.getOrDefault(LineStatus.BACKORDERED, 0L), "shipped",
                        counts.getOrDefault(LineStatus.SHIPPED, 0L)),
                lines.stream()
                        .map(line -> Line.of(orderid, line, today,
                                story != null && story.sku().equals(line.sku())
                                        && story.lineid().equals(line.lineid())))
                        .toList(),
                story == null
                        ? null
                        : Line.of(orderid, story.sku(), story.lineid(), story.qty(), story.status(),
                                story.batchref(), story.eta(), today, true),
                story == null ? List.of() : Entry.of(story.story()), Links.changes("orderid", orderid));
    }
}
