package io.allocator.command.notices;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what is due: at once what this process has committed, when its pause is over what has failed, and now and then
 * what another process left behind. One at a time, on a thread of its own; no command waits for it. It never gives a
 * notice up; one that fails is put back behind the others.
 */
class NoticeSender implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** Below the time that a phase of the shutdown has; what was not noted by then is sent again. */
    private static final Duration LAST_ONE_MAY_TAKE = Duration.ofSeconds(15);

    private final DueNotices due;
    private final ShortageNotices notices;
    private final Semaphore wake = new Semaphore(1);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    NoticeSender(DueNotices due, ShortageNotices notices) {
        this.due = due;
        this.notices = notices;
        due.onDue(wake::release);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("notices").start(this::run);
    }

    /** Lets a notice that is just being sent be noted as sent, while there still is a database. */
    @Override
    public void stop() {
        running = false;
        wake.release();
        var sending = thread;
        if (sending == null) {
            return;
        }
        try {
            sending.join(LAST_ONE_MAY_TAKE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            var pause = Duration.ZERO;
            while (running) {
                var _ = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                pause = sendWhatIsDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when to look again. */
    private Duration sendWhatIsDue() {
        try {
            while (running) {
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
