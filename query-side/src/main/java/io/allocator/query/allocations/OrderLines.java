package io.allocator.query.allocations;

import io.allocator.api.query.AllocationView;
import io.allocator.api.query.LineStatus;
import io.allocator.query.gathering.Keys;
import io.allocator.query.keeping.Bytes;
import io.allocator.query.keeping.Names;
import io.allocator.query.readmodel.Collation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the lines of orders. */
@Component
class OrderLines {

    private static final String BY_ORDER = "SELECT " + Lines.COLUMNS
            + " FROM read_model.allocation l WHERE l.order_id = ANY (?)";

    private static final Comparator<AllocationView> BY_SKU_AND_LINE = Comparator
            .comparing(AllocationView::sku, Collation::compare)
            .thenComparing(AllocationView::lineid, Collation::compare);

    private final JdbcClient sql;

    OrderLines(JdbcClient sql) {
        this.sql = sql;
    }

    /** The lines of some orders by SKU and line id; of an order that has none there is nothing. */
    Map<String, List<AllocationView>> find(Set<String> orders) {
        return sql.sql(BY_ORDER).param(Keys.array(orders)).query(OrderLines::linesByOrder);
    }

    /** How much memory an answer takes, about. */
    static int bytes(List<AllocationView> lines) {
        return Bytes.ANSWER + lines.stream().mapToInt(line -> Bytes.PART + Bytes.of(line.lineid())).sum();
    }

    private static Map<String, List<AllocationView>> linesByOrder(ResultSet rows) throws SQLException {
        var byOrder = new HashMap<String, List<AllocationView>>();
        while (rows.next()) {
            byOrder.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(line(rows));
        }
        byOrder.values().forEach(lines -> lines.sort(BY_SKU_AND_LINE));
        return byOrder;
    }

    private static AllocationView line(ResultSet row) throws SQLException {
        return new AllocationView(Names.unique(row.getString(2)), Names.unique(row.getString(3)), row.getInt(4),
                LineStatus.valueOf(row.getString(5)),
                Names.uniqueIfAny(row.getString(6)), row.getObject(7, LocalDate.class));
    }
}
