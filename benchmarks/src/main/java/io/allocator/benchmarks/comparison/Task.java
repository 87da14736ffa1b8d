package io.allocator.benchmarks.comparison;

import io.allocator.benchmarks.load.Workload;
import io.allocator.benchmarks.systems.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A load that each system is given. */
enum Task {
    MANY_SKUS("allocate, 200 SKUs", Workload.ALLOCATE, 200),
    ONE_SKU("allocate, one SKU", Workload.ALLOCATE, 1),
    ZIPF("allocate, 4,000 SKUs by Zipf", Workload.ALLOCATE_ZIPF, 4_000),
    MIXED("allocate, release, cut: 6:3:1", Workload.MIXED, 200);

    final String title;
    final Workload workload;
    final int skus;

    Task(String title, Workload workload, int skus) {
        this.title = title;
        this.workload = workload;
        this.skus = skus;
    }

    static List<Task> asked(Settings settings) {
        return settings
                .names("workloads", Arrays.stream(values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList())
                .stream().map(name -> valueOf(name.toUpperCase(Locale.ROOT))).toList();
    }
}
