package io.allocator.query.audit;

import io.allocator.query.audit.AuditReport.ComparedView;
import io.allocator.query.audit.AuditReport.Phase;
import io.allocator.query.feed.FeedEvent;
import io.allocator.query.feed.PastEvents;
import io.allocator.query.readmodel.DeadLetters;
import io.allocator.query.readmodel.EmptyCopies;
import io.allocator.query.readmodel.Positions;
import io.allocator.query.readmodel.Projection;
import io.allocator.query.readmodel.SwitchOver;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes every view again in temporary tables, and compares them with the live ones. Most of it happens before, in short
 * transactions; the last events, up to exactly where the live views are, in the one snapshot in which they are compared.
 */
@Component
class ViewAudit {

    /** So few events are left to the snapshot, if the live views let themselves be caught up with in some rounds. */
    private static final long FEW = 2_000;
    private static final int MOST_ROUNDS = 10;

    private final List<Projection> projections;
    private final Positions positions;
    private final DeadLetters letters;
    private final SwitchOver switchOver;
    private final PastEvents past;
    private final JdbcClient database;
    private final TableComparison comparison;

    ViewAudit(List<Projection> projections, Positions positions, DeadLetters letters, SwitchOver switchOver,
            PastEvents past,
            JdbcClient database, TableComparison comparison) {
        this.projections = projections;
        this.positions = positions;
        this.letters = letters;
        this.switchOver = switchOver;
        this.past = past;
        this.database = database;
        this.comparison = comparison;
    }

    void run(AuditSession session, Progress progress) {
        var copies = new EmptyCopies(database, AuditSession.SCHEMA);
        projections.forEach(projection -> projection.tables().forEach(copies::makeToFill));
        var views = projections.stream().map(p -> new Recomputation(p, positions, letters, session.savepoint()))
                .toList();

        catchUp(session, views, progress);
        switchOver.whileNoneIsReplaced(() -> session.inSnapshot(() -> {
            progress.begin(Phase.COMPARING_VIEWS);
            views.forEach(view -> {
                view.look();
                follow(session, List.of(view), progress, true);
            });
            views.forEach(view -> progress.compared(compare(view.projection(), progress)));
        }));
        // they take room on the disk
        database.sql("DISCARD TEMP").update();
    }

    private void catchUp(AuditSession session, List<Recomputation> views, Progress progress) {
        session.inSnapshot(() -> views.forEach(Recomputation::look));
        progress.expect(2 * views.stream().mapToLong(view -> view.there().last()).max().orElse(0));
        // the whole log, read once for all of them
        follow(session, views, progress, false);
        progress.expect(2 * progress.events());
        for (var round = 0; round < MOST_ROUNDS; round++) {
            session.inSnapshot(() -> views.forEach(Recomputation::look));
            var left = views.stream().mapToLong(view -> view.there().last() - view.here().first()).max().orElse(0);
            if (left <= FEW) {
                break;
            }
            views.forEach(view -> follow(session, List.of(view), progress, false));
        }
    }

    /** Takes in what these views have to; their gaps first, which are the older events. */
    private void follow(AuditSession session, List<Recomputation> views, Progress progress, boolean isInTransaction) {
        var gaps = new TreeSet<Long>();
        views.forEach(view -> gaps.addAll(view.here().gaps()));
        project(session, views, past.at(gaps), isInTransaction);
        var end = views.stream().mapToLong(view -> view.there().last()).max().orElse(0);
        var index = views.stream().mapToLong(view -> view.here().first()).min().orElse(0);
        for (var more = true; more;) {
            var page = past.inOrder(index, end);
            project(session, views, page.events(), isInTransaction);
            progress.read(page.events().size());
            index = page.last() == null ? end : page.last().globalIndex();
            more = page.full();
        }
        views.forEach(Recomputation::arrived);
    }

    private static void project(AuditSession session, List<Recomputation> views, List<FeedEvent> events,
            boolean isInTransaction) {
        Runnable work = () -> views.forEach(view -> view.take(events));
        if (isInTransaction) {
            work.run();
        } else {
            session.inSnapshot(work);
        }
    }

    private ComparedView compare(Projection projection, Progress progress) {
        var rows = 0L;
        var differences = 0L;
        for (var table : projection.tables()) {
            var compared = comparison.compare(projection.view(), table);
            progress.found(compared.first(), compared.differences());
            // ends here, if it is to
            progress.read(0);
            rows += compared.rows();
            differences += compared.differences();
        }
        return new ComparedView(projection.view(), rows, differences);
    }
}
