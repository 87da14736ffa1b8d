package io.allocator.system.harness;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Command sides and query sides, which come and go, on one PostgreSQL, which may be away for a while. */
public final class Nodes implements AllocatorSystem {

    private final PostgresServer postgres;
    private final Map<String, String> environment;
    private final List<Node> commandSides = new CopyOnWriteArrayList<>();
    private final List<Node> querySides = new CopyOnWriteArrayList<>();

    private Nodes(PostgresServer postgres, int segments) {
        this.postgres = postgres;
        this.environment = Map.of("SPRING_DATASOURCE_URL", postgres.url(), "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres", "ALLOCATOR_READMODEL_SEGMENTS", Integer.toString(segments));
    }

    /**
     * Starts so many command sides and a query side, all at once, and waits until they serve. Each view is in two segments: so
     * there is more that can go wrong.
     */
    public static Nodes start(int commandSides) {
        var nodes = new Nodes(PostgresServer.start(), 2);
        for (var i = 0; i < commandSides; i++) {
            nodes.addCommandSide();
        }
        nodes.addQuerySide();
        return nodes.ready();
    }

    /** Starts a command side and a query side as they are shipped, and waits until they serve. */
    public static Nodes startAsShipped() {
        var nodes = new Nodes(PostgresServer.start(), 1);
        nodes.commandSides.add(Node.startAsShipped(Program.COMMAND_SIDE, nodes.environment));
        nodes.querySides.add(Node.startAsShipped(Program.QUERY_SIDE, nodes.environment));
        return nodes.ready();
    }

    private Nodes ready() {
        try {
            awaitReady();
            return this;
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** Starts another command side and returns at once. It is not among {@link #commandSides()} yet. */
    public Node newCommandSide() {
        return Node.start(Program.COMMAND_SIDE, environment);
    }

    /** Starts another query side and returns at once. It is not among {@link #querySides()} yet. */
    public Node newQuerySide() {
        return Node.start(Program.QUERY_SIDE, environment);
    }

    private void addCommandSide() {
        commandSides.add(newCommandSide());
    }

    private void addQuerySide() {
        querySides.add(newQuerySide());
    }

    /** Those among which clients choose; may be changed while they do. */
    public List<Node> commandSides() {
        return commandSides;
    }

    /** Those that can be asked; may be changed. */
    public List<Node> querySides() {
        return querySides;
    }

    /** What they have in common. */
    public PostgresServer postgres() {
        return postgres;
    }

    /** Starts whatever is missing, and waits until all serve. */
    public void restore() {
        if (!postgres.isRunning()) {
            postgres.startAgain();
        }
        commandSides.stream().filter(node -> !node.isUp()).forEach(Node::startAgain);
        querySides.stream().filter(node -> !node.isUp()).forEach(Node::startAgain);
        awaitReady();
    }

    /** Waits until all serve. */
    public void awaitReady() {
        commandSides.forEach(Node::awaitReady);
        querySides.forEach(Node::awaitReady);
    }

    @Override
    public AllocatorClient client() {
        return new AllocatorClient(commandSides.getFirst().uri(), reading());
    }

    /** Where queries go. */
    public URI reading() {
        return querySides.getFirst().uri();
    }

    @Override
    public void close() {
        commandSides.forEach(Node::close);
        querySides.forEach(Node::close);
        postgres.close();
    }
}
