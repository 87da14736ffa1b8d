package io.allocator.query.ui;

import io.allocator.api.query.BatchView;
import io.allocator.api.query.ProductSummaryView;
import io.allocator.api.query.ProductView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Purchased units as a bar: shipped, allocated, available, from left to right.
 *
 * @param label what it shows, in words
 * @param segments its parts that are not empty, in thousandths of its length
 */
record Bar(String label, List<Segment> segments) {

    private static final int LENGTH = 1_000;
    /** Even a single unit among a million is to be seen. */
    private static final int LEAST = 6;

    /**
     * A part of a bar.
     *
     * @param kind what the units are: shipped, allocated, available
     * @param x where it begins
     * @param width how long it is
     */
    record Segment(String kind, int x, int width) {}

    static Bar of(ProductSummaryView product) {
        return of(product.shipped(), product.allocated(), product.available());
    }

    static Bar of(ProductView product) {
        return of(product.shipped(), product.allocated(), product.available());
    }

    static Bar of(BatchView batch) {
        return of(batch.shipped(), batch.allocated(), batch.available());
    }

    static Bar of(long shipped, long allocated, long available) {
        var label = String.format(Locale.ENGLISH, "%,d shipped, %,d allocated, %,d available of %,d units", shipped,
                allocated, available,
                shipped + allocated + available);
        var kinds = List.of("shipped", "allocated", "available");
        var units = List.of(shipped, allocated, available);
        var total = units.stream().mapToLong(Long::longValue).sum();
        var segments = new ArrayList<Segment>();
        var x = 0;
        for (var i = 0; i < units.size(); i++) {
            if (units.get(i) > 0) {
                var later = (int) units.stream().skip(i + 1L).filter(u -> u > 0).count() * LEAST;
                var exact = (int) Math.round((double) units.get(i) * LENGTH / total);
                var width = later == 0 ? LENGTH - x : Math.clamp(exact, LEAST, LENGTH - x - later);
                segments.add(new Segment(kinds.get(i), x, width));
                x += width;
            }
        }
        return new Bar(label, segments);
    }
}
