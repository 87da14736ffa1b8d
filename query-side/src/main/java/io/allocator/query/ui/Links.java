package io.allocator.query.ui;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Addresses of pages. Names hold anything, so each is percent-encoded, slashes included. */
final class Links {

    static final String PRODUCTS = "/ui/products";
    static final String BACKORDERS = "/ui/backorders";
    static final String OPERATIONS = "/ui/operations";

    private Links() {}

    static String product(String sku) {
        return named(PRODUCTS, sku);
    }

    static String order(String orderId) {
        return named("/ui/orders", orderId);
    }

    /** The order's page with the story of one of its lines. */
    static String line(String orderId, String sku, String lineId) {
        return with(order(orderId), "sku", sku, "lineid", lineId);
    }

    /** Where a view's rebuild is asked for, and given up. */
    static String rebuild(String view) {
        return "/operations/views/" + encode(view) + "/rebuild";
    }

    /** Where something is done about what a view has set aside. */
    static String letter(String view, String sku, String action) {
        return "/operations/dead-letters/" + encode(view) + "/" + encode(sku) + "/" + action;
    }

    /** Where changes are told as they happen: of one SKU or order, or of everything when there is no name. */
    static String changes(@Nullable String parameter, String name) {
        return "/changes" + (parameter == null ? "" : query(parameter, name));
    }

    /** A page with more in its query. */
    static String with(String page, @Nullable String... namesAndValues) {
        var query = query(namesAndValues);
        return page + (page.contains("?") ? query.replace('?', '&') : query);
    }

    /** A query string of names and values in turn; a name without a value is left out. */
    static String query(@Nullable String... namesAndValues) {
        var query = new StringBuilder();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null && !value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&').append(namesAndValues[i]).append('=').append(encode(value));
            }
        }
        return query.toString();
    }

    /** A browser takes a segment of dots, however it is encoded, for the way up: such a name goes into the query. */
    private static String named(String folder, String name) {
        return name.equals(".") || name.equals("..") ? folder + "/" + query("name", name) : folder + "/" + encode(name);
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
