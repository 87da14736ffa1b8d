package io.allocator.system.harness;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A place for one of the programs: a port that stays the same while the process at it is killed and replaced. */
public final class Node implements AutoCloseable {

    private final Program program;
    private final Map<String, String> environment;
    private ServerProcess process;

    private Node(Program program, Map<String, String> environment, ServerProcess process) {
        this.program = program;
        this.environment = environment;
        this.process = process;
    }

    /** Starts a program and returns at once. */
    static Node start(Program program, Map<String, String> environment) {
        return new Node(program, environment, ServerProcess.start(program, environment));
    }

    /** The same for a program that has much to do. */
    static Node startAsShipped(Program program, Map<String, String> environment) {
        return new Node(program, environment, ServerProcess.startAsShipped(program, environment));
    }

    /** Where it is reached. */
    public URI uri() {
        return process.uri();
    }

    /** Waits until the program says that it can serve. */
    public Node awaitReady() {
        process.awaitReady();
        return this;
    }

    /** SIGKILL. */
    public void kill() {
        process.close();
    }

    /** SIGTERM, and waits for the end. */
    public void stop() throws InterruptedException {
        process.stop(Duration.ofSeconds(40));
        process.close();
    }

    /** Starts a process at the same port and returns at once. */
    public void startAgain() {
        process.close();
        process = ServerProcess.start(program, environment, uri().getPort());
    }

    /** Whether there is a process. */
    public boolean isUp() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }
}
