package io.allocator.system.harness;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How PostgreSQL has executed what programs sent it, in its own words: once it is asked to, auto_explain writes the plan
 * of each statement to the log, with what was read.
 */
public final class ServerPlans {

    /**
     * A table that a statement has read, or an index of it.
     *
     * @param kind how, such as {@code Seq Scan}
     * @param table what; empty where it is an index beneath another scan, or no table
     * @param rows rows looked at, all times together
     */
    public record Scan(String kind, String table, double rows) {}

    /** A statement that has read the views. */
    public record Statement(String sql, List<Scan> scans) {}

    private final Path log;
    private final Connection connection;
    private long read;
    private int marks;

    private ServerPlans(Path log, Connection connection) {
        this.log = log;
        this.connection = connection;
    }

    /** What the server has to be started with; its log goes to the directory. */
    public static Map<String, String> settings(Path directory) {
        // not log_min_duration: what stands on the command line could not be changed later
        return Map.of("session_preload_libraries", "auto_explain",
                "auto_explain.log_analyze", "on", "auto_explain.log_timing", "off", "auto_explain.log_format", "json",
                "logging_collector", "on", "log_destination", "jsonlog", "log_directory", directory.toString(),
                "log_filename", "plans.log");
    }

    /** Has plans written from now on; the connection is ours alone. */
    public static ServerPlans start(Path directory, Connection connection) throws SQLException {
        var plans = new ServerPlans(directory.resolve("plans.json"), connection);
        plans.execute("ALTER SYSTEM SET auto_explain.log_min_duration = 0");
        plans.execute("SELECT pg_reload_conf()");
        return plans;
    }

    /** The statements that read the views while something was done. */
    public List<Statement> during(Runnable work) throws SQLException {
        executedSoFar();
        work.run();
        return executedSoFar().stream().filter(plan -> isReadOfViews(sql(plan)))
                .map(plan -> new Statement(sql(plan),
                        nodes(plan.path("Plan")).filter(node -> kind(node).endsWith("Scan"))
                                .map(node -> new Scan(kind(node), node.path("Relation Name").asString(""), rows(node)))
                                .toList()))
                .toList();
    }

    /** Reads on in the log until a statement of our own shows: others that have ended stand before it. */
    private List<JsonNode> executedSoFar() throws SQLException {
        var mark = "SELECT 'mark %d'".formatted(++marks);
        var plans = new ArrayList<JsonNode>();
        // again each time: the server may not have got the word yet that it is to write
        ReadSide.eventually(() -> {
            execute(mark);
            plans.addAll(appended());
            if (plans.stream().noneMatch(plan -> sql(plan).equals(mark))) {
                throw new AssertionError("The log does not have it yet: " + mark);
            }
        });
        return plans;
    }

    private List<JsonNode> appended() throws IOException {
        try (var file = Files.newByteChannel(log)) {
            var bytes = Channels.newInputStream(file.position(read)).readAllBytes();
            var text = new String(bytes, StandardCharsets.UTF_8);
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            read += whole.getBytes(StandardCharsets.UTF_8).length;
            return whole.lines().map(line -> JsonMapper.shared().readTree(line).path("message").asString(""))
                    .filter(message -> message.contains("plan:"))
                    .map(message -> JsonMapper.shared().readTree(message.substring(message.indexOf('{')))).toList();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isReadOfViews(String sql) {
        var lower = sql.toLowerCase(Locale.ROOT).stripLeading();
        return lower.startsWith("select") && lower.contains("read_model.") && !lower.contains("token_entry");
    }

    private static String sql(JsonNode plan) {
        return plan.path("Query Text").asString("");
    }

    private static String kind(JsonNode node) {
        return node.path("Node Type").asString("");
    }

    private static double rows(JsonNode node) {
        return (node.path("Actual Rows").asDouble(0) + node.path("Rows Removed by Filter").asDouble(0)
                + node.path("Rows Removed by Index Recheck").asDouble(0)) * node.path("Actual Loops").asDouble(0);
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(ServerPlans::nodes));
    }
}
