package io.allocator.query.audit;

import io.allocator.query.audit.AuditReport.Phase;
import io.allocator.query.audit.rules.LogCheck;
import io.allocator.query.feed.FeedEvent;
import io.allocator.query.feed.PastEvents;
import io.allocator.query.feed.RecordedEvent;
import io.allocator.query.feed.UnreadableEvent;
import org.springframework.stereotype.Component;

/**
 * Checks the invariants of the domain over the whole log, one SKU after the other, so that no more than one is in memory. What is
 * appended meanwhile is checked too where its SKU is still to come.
 */
@Component
class LogAudit {

    private final PastEvents past;

    LogAudit(PastEvents past) {
        this.past = past;
    }

    void run(Progress progress) {
        progress.begin(Phase.CHECKING_LOG);
        var check = new LogCheck(progress::found);
        var last = new PastEvents.Place(0, "", -1);
        for (var more = true; more;) {
            var page = past.bySku(last.sku(), last.sequenceNumber());
            page.events().forEach(event -> next(check, event));
            progress.read(page.events().size());
            last = page.last() == null ? last : page.last();
            more = page.full();
        }
        check.end();
        progress.expect(progress.events());
    }

    private static void next(LogCheck check, FeedEvent event) {
        switch (event) {
            case RecordedEvent recorded -> check.next(recorded.sku(), recorded);
            case UnreadableEvent unreadable -> check.unreadable(unreadable);
        }
    }
}
