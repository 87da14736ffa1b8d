package io.allocator.query.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the program reads from its views, statement by statement as it is sent, with its parameters. */
public final class RecordedReads {

    /** Told of each statement just before it is executed. */
    @FunctionalInterface
    public interface Listener {

        /** A statement is about to be executed. */
        void executing(Read read) throws SQLException;
    }

    /** A statement that is about to be executed. */
    public static final class Read {

        private final Connection connection;
        private final String sql;
        private final TreeMap<Integer, Object[]> parameters = new TreeMap<>();
        private final TreeMap<Integer, Method> setters = new TreeMap<>();

        private Read(Connection connection, String sql) {
            this.connection = connection;
            this.sql = sql;
        }

        /** The statement. */
        public String sql() {
            return sql;
        }

        /** Its parameters. */
        public List<Object> parameters() {
            return parameters.values().stream().map(arguments -> arguments[1]).toList();
        }

        /** How the server executes it, with its parameters; as JSON. */
        public String explain() throws SQLException {
            try (var statement = connection.prepareStatement("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)) {
                for (var setter : setters.entrySet()) {
                    call(setter.getValue(), statement, parameters.get(setter.getKey()));
                }
                try (var plan = statement.executeQuery()) {
                    plan.next();
                    return plan.getString(1);
                }
            } catch (SQLException e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError("cannot explain " + sql, e);
            }
        }

        @Override
        public String toString() {
            return sql + " " + parameters();
        }
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Tells of each statement from now on. */
    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /** Tells nobody any more. */
    public void forget() {
        listeners.clear();
    }

    /** Hands out connections that tell what they are used for. */
    public DataSource connections(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                return proxy(Connection.class, new RecordingConnection(super.getConnection()));
            }
        };
    }

    private static boolean isReadOfViews(String sql) {
        var lower = sql.toLowerCase(Locale.ROOT).stripLeading();
        return lower.startsWith("select") && lower.contains("read_model.") && !lower.contains("token_entry")
                && !lower.contains("read_model.view") && !lower.contains("note_changes()");
    }

    private final class RecordingConnection implements Calls {

        private final Connection connection;

        RecordingConnection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object on(Method method, Object @Nullable [] arguments) throws Throwable {
            var result = call(method, connection, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    && arguments[0] instanceof String sql && isReadOfViews(sql)
                            ? proxy(PreparedStatement.class,
                                    new RecordingStatement(statement, new Read(connection, sql)))
                            : result;
        }
    }

    private final class RecordingStatement implements Calls {

        private final PreparedStatement statement;
        private final Read read;

        RecordingStatement(PreparedStatement statement, Read read) {
            this.statement = statement;
            this.read = read;
        }

        @Override
        public @Nullable Object on(Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null && arguments.length > 1 && method.getName().startsWith("set")
                    && arguments[0] instanceof Integer place) {
                read.parameters.put(place, arguments);
                read.setters.put(place, method);
            }
            if (method.getName().startsWith("execute")) {
                for (var listener : new ArrayList<>(listeners)) {
                    listener.executing(read);
                }
            }
            return call(method, statement, arguments);
        }
    }

    @FunctionalInterface
    private interface Calls {

        @Nullable
        Object on(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> calls.on(method, arguments)));
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
