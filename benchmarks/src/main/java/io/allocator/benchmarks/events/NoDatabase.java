package io.allocator.benchmarks.events;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementSetter;

/** Takes what statements are given, and says that all rows of it were written. */
final class NoDatabase {

    private int rows;
    private long written;

    /** What a projection is made with. */
    JdbcOperations operations() {
        var connection = proxy(Connection.class, (_, method, arguments) -> {
            if (method.getName().equals("createArrayOf")) {
                rows = ((Object[]) arguments[1]).length;
            }
            return null;
        });
        var statement = proxy(PreparedStatement.class,
                (_, method, _) -> method.getName().equals("getConnection") ? connection : null);
        return proxy(JdbcOperations.class, (_, method, arguments) -> {
            if (!method.getName().equals("update")) {
                throw new UnsupportedOperationException(method + ": a fold only writes");
            }
            var updated = update(statement, arguments);
            written += updated;
            return updated;
        });
    }

    /** All rows that were written so far, and nowhere. */
    long written() {
        return written;
    }

    private int update(PreparedStatement statement, Object[] arguments) throws SQLException {
        if (arguments.length > 1 && arguments[1] instanceof PreparedStatementSetter setter) {
            setter.setValues(statement);
            return rows;
        }
        return 1;
    }

    /** Itself it is as any object. */
    @SuppressWarnings("ReferenceEquality")
    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(NoDatabase.class.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "no " + type.getSimpleName();
                    default -> handler.invoke(proxy, method, arguments);
                }));
    }
}
