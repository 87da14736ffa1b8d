package io.allocator.command.notices;

/** The way to purchasing. */
interface ShortageNotices {

    /**
     * Tells purchasing of a shortage. It can happen to be called again with a notice that has arrived, when a program
     * ended before it could note that.
     *
     * @throws RuntimeException when it did not work, this time; it is then called again later
     */
    void tellPurchasing(ShortageNotice notice);
}
