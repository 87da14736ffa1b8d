package io.allocator.command.notices;

import io.allocator.command.background.BackgroundWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: at once what this process has committed, when its pause is over what has failed, and now and then
 * what another process left behind. One at a time, on a thread of its own; no command waits for it. It never gives a
 * notice up; one that fails is put back behind the others.
 */
class NoticeSender extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final DueNotices due;
    private final ShortageNotices notices;

    NoticeSender(DueNotices due, ShortageNotices notices) {
        super("notices");
        this.due = due;
        this.notices = notices;
        due.onDue(this::wake);
    }

    /** Sends what is due; a notice that is just being sent at a stop is still noted as sent. */
    @Override
    protected Duration work() {
        try {
            while (isRunning()) {
                var taken = due.take();
                if (taken.isEmpty()) {
                    return due.untilNext().filter(next -> next.compareTo(LOOK_EVERY) < 0).orElse(LOOK_EVERY);
                }
                send(taken.get());
            }
        } catch (RuntimeException e) {
            // the database is away: all is as before when it is back
            log.warn("Notices to purchasing wait for the database: {}", e.toString());
        }
        return LOOK_EVERY;
    }

    private void send(DueNotices.Taken taken) {
        var notice = taken.notice();
        try {
            notices.tellPurchasing(notice);
        } catch (RuntimeException e) {
            // whatever it is: no notice may keep others from being sent
            var pause = pauseAfter(taken.tries());
            log.warn("Purchasing could not be told that {} is out of stock; tried again in {} s: {}", notice.sku(),
                    pause.toSeconds(), e.toString());
            due.failed(notice, e.toString(), pause);
            return;
        }
        due.sent(notice);
    }

    static Duration pauseAfter(int tries) {
        var doublings = Math.min(tries - 1, 20);
        var pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
