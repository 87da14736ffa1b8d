package io.allocator.api.query;

import java.time.LocalDate;
import java.util.List;

/**
 * What can be promised of a SKU: available to promise. For a day d it is the least, over all days from d on, of what has
 * arrived by then less what is promised by then, and never below 0. A shipment whose day is past and that has not
 * arrived supplies nothing; the lines on it are promised all the same.
 *
 * @param sku the SKU
 * @param now units that can be promised from the warehouse
 * @param dates each further day on which something arrives, in order
 * @param late shipments whose day is past, the longest overdue first
 * @param backordered units of lines that wait: no known batch can take them, so they hold none of these
 */
public record AvailabilityView(String sku, long now, List<Day> dates, List<BatchView> late, long backordered) {

    /**
     * A day on which something arrives.
     *
     * @param date the day
     * @param arriving units of the shipments of that day, less what was shipped of them
     * @param available units that can be promised for that day
     */
    public record Day(LocalDate date, long arriving, long available) {}
}
