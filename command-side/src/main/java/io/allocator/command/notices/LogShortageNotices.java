package io.allocator.command.notices;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices in this program's log, where no mail is set up. */
final class LogShortageNotices implements ShortageNotices {

    private static final Logger log = LoggerFactory.getLogger(LogShortageNotices.class);

    @Override
    public void tellPurchasing(ShortageNotice notice) {
        log.info("Out of stock: {} (first refused: order {}, line {}, quantity {}, at {})", notice.sku(),
                notice.orderId(), notice.lineId(), notice.quantity(), notice.startedAt());
    }
}
