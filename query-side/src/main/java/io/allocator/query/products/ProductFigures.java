package io.allocator.query.products;

import io.allocator.api.query.FindProductsQuery;
import io.allocator.api.query.ProductSort;
import io.allocator.api.query.ProductSummaryView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads products without their batches. */
@Component
class ProductFigures {

    private static final String SELECT = """
            SELECT sku, purchased, allocated, backordered, shipped, available, batches FROM read_model.product""";

    /**
     * Letters of all scripts in either case, whatever the database's locale; the index of trigrams has the same collation.
     * In order, so that many are found without it.
     */
    private static final String NAMES = """
            SELECT sku FROM read_model.product_name WHERE sku COLLATE pg_c_utf8 ILIKE ? ORDER BY sku LIMIT ?""";

    /** So many products are looked up and sorted for a page; where more have a part, it is met often along the way. */
    private static final int FEW = 5_000;

    private static final RowMapper<ProductSummaryView> ROW = (row, n) -> new ProductSummaryView(row.getString(1),
            row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getInt(7));

    private static final Pattern TRIGRAM = Pattern.compile("[\\p{L}\\p{N}]{3}");

    private final JdbcClient sql;

    ProductFigures(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<ProductSummaryView> find(String sku) {
        return sql.sql(SELECT + " WHERE sku = ?").param(sku).query(ROW).optional();
    }

    /** By the index of just these. */
    List<ProductSummaryView> outOfStock(int limit) {
        return sql.sql(SELECT + " WHERE available = 0 ORDER BY backordered DESC, sku DESC LIMIT ?").param(limit)
                .query(ROW).list();
    }

    /**
     * There is an index for each figure with the SKU behind it, which makes every place in the list unique: a page is
     * read off it from the place where the one before ended, backwards when the largest comes first. A part of a SKU
     * is looked up among the names by its trigrams, or searched for along the way where it is common. One without three
     * letters or digits in a row has no trigram, and the whole of that index would be read for it: it is always searched
     * for along the way. Where hardly any SKU has it, that is through all SKUs.
     *
     * <p>What is behind a place is asked for in two parts: the same figure and a SKU behind, and a figure behind. Asked
     * in one, by a comparison of rows, PostgreSQL judges by the figure alone how many those are; where nearly all
     * products have the same, as with no backorders, it would read and sort them all.
     */
    List<ProductSummaryView> list(FindProductsQuery query, int limit) {
        var column = column(query.sort());
        var direction = query.descending() ? " DESC" : "";
        var behind = query.descending() ? " < ?" : " > ?";
        var order = query.sort() == ProductSort.SKU
                ? " ORDER BY sku" + direction
                : " ORDER BY " + column + direction + ", sku" + direction;
        var with = with(query.part());
        var after = query.after();
        if (after == null) {
            return sql.sql(page("true", with, order)).params(parameters(List.of(), with, limit)).query(ROW).list();
        }
        if (query.sort() == ProductSort.SKU) {
            return sql.sql(page("sku" + behind, with, order)).params(parameters(List.of(after.sku()), with, limit))
                    .query(ROW).list();
        }
        var same = page(column + " = ? AND sku" + behind, with, order);
        var next = page(column + behind, with, order);
        return sql.sql("SELECT * FROM ((" + same + ") UNION ALL (" + next + ")) AS product" + order + " LIMIT ?")
                .params(parameters(List.of(after.value(), after.sku()), with, limit))
                .params(parameters(List.of(after.value()), with, limit)).param(limit).query(ROW).list();
    }

    /** What the SKUs of a list must have, as a condition with its parameters. */
    private record Part(String condition, List<Object> parameters) {}

    private static String page(String condition, Part with, String order) {
        return SELECT + " WHERE " + condition + with.condition() + order + " LIMIT ?";
    }

    /**
     * Of a part that many have, PostgreSQL takes it that a third of all SKUs do, and goes along the order until a page is
     * full.
     */
    private Part with(@Nullable String part) {
        if (part == null) {
            return new Part("", List.of());
        }
        if (TRIGRAM.matcher(part).find()) {
            var names = sql.sql(NAMES).params("%" + literally(part) + "%", FEW + 1).query(String.class).list();
            if (names.size() <= FEW) {
                return new Part(" AND sku = ANY (?)", List.of((Object) names.toArray(String[]::new)));
            }
        }
        return new Part(" AND strpos(lower(sku COLLATE pg_c_utf8), lower(? COLLATE pg_c_utf8)) > 0", List.of(part));
    }

    private static List<Object> parameters(List<Object> place, Part with, int limit) {
        var parameters = new ArrayList<>(place);
        parameters.addAll(with.parameters());
        parameters.add(limit);
        return parameters;
    }

    /** The value by which a product is sorted, 0 for the SKU itself. */
    static long value(ProductSort sort, ProductSummaryView product) {
        return switch (sort) {
            case SKU -> 0;
            case QTY -> product.qty();
            case ALLOCATED -> product.allocated();
            case BACKORDERED -> product.backordered();
            case SHIPPED -> product.shipped();
            case AVAILABLE -> product.available();
            case BATCHES -> product.batches();
        };
    }

    private static String column(ProductSort sort) {
        return switch (sort) {
            case SKU -> "sku";
            case QTY -> "purchased";
            case ALLOCATED -> "allocated";
            case BACKORDERED -> "backordered";
            case SHIPPED -> "shipped";
            case AVAILABLE -> "available";
            case BATCHES -> "batches";
        };
    }

    /** What means something to LIKE means itself. */
    private static String literally(String part) {
        return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
