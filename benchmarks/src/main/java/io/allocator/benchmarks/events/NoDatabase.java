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

    private NoDatabase() {}

    static JdbcOperations create() {
        var none = new NoDatabase();
        var connection = proxy(Connection.class, (_, method, arguments) -> {
            if (method.getName().equals("createArrayOf")) {
                none.rows = ((Object[]) arguments[1]).length;
            }
            return null;
        });
        var statement = proxy(PreparedStatement.class,
                (_, method, _) -> method.getName().equals("getConnection") ? connection : null);
        return proxy(JdbcOperations.class, (_, method, arguments) -> {
            if (!method.getName().equals("update")) {
                throw new UnsupportedOperationException(method + ": a fold only writes");
            }
            return none.update(statement, arguments);
        });
    }

    private int update(PreparedStatement statement, Object[] arguments) throws SQLException {
        if (arguments.length > 1 && arguments[1] instanceof PreparedStatementSetter setter) {
            setter.setValues(statement);
            return rows;
        }
        return 1;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(NoDatabase.class.getClassLoader(), new Class<?>[]{type}, handler));
    }
}
