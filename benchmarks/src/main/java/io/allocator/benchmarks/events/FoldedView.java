package io.allocator.benchmarks.events;

import io.allocator.api.event.BatchAddedEvent;
import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import io.allocator.query.QuerySideApplication;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.readmodel.Projection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcOperations;

/** A view's projection, as the program makes it, that takes the same page again and again and writes it nowhere. */
final class FoldedView {

    /** Events of a page: of 100 SKUs, a batch of each and 9 lines. */
    static final int PAGE = 1_000;

    static final FoldedView NONE = new FoldedView(null, new NoDatabase());
    private static final int SKUS = 100;

    private final @Nullable Projection projection;
    private final NoDatabase database;
    private final List<RecordedEvent> page = page();

    private FoldedView(@Nullable Projection projection, NoDatabase database) {
        this.projection = projection;
        this.database = database;
    }

    static FoldedView of(String view) {
        var database = new NoDatabase();
        return new FoldedView(projections(database).stream().filter(projection -> projection.view().equals(view))
                .findFirst().orElseThrow(), database);
    }

    /** The names of all views. */
    static List<String> views() {
        return projections(new NoDatabase()).stream().map(Projection::view).toList();
    }

    private static List<Projection> projections(NoDatabase database) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JdbcOperations.class, database::operations);
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
            scanner.scan(QuerySideApplication.class.getPackageName());
            context.refresh();
            return List.copyOf(context.getBeansOfType(Projection.class).values());
        }
    }

    /** Folds the page. */
    List<RecordedEvent> project() {
        if (projection != null) {
            projection.project(page);
        }
        return page;
    }

    /** Rows that would have been written by now. */
    long rowsWritten() {
        return database.written();
    }

    private static List<RecordedEvent> page() {
        var page = new ArrayList<RecordedEvent>();
        for (var n = 0; n < PAGE; n++) {
            var sku = "SKU-" + n % SKUS;
            var batch = "batch-of-" + sku;
            ProductEvent event = n < SKUS
                    ? new BatchAddedEvent(sku, batch, 1_000_000, null)
                    : new LineAllocatedEvent(sku, "order-" + n, "1", 1, batch, null);
            page.add(new RecordedEvent(event, n + 1L, n / SKUS, Instant.EPOCH.plusSeconds(n), "somebody"));
        }
        return List.copyOf(page);
    }
}
