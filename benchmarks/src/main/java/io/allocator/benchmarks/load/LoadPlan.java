package io.allocator.benchmarks.load;

/**
 * What is asked for, and for how long. A line of JSON on its way to the generator's process.
 *
 * @param port of the server, on this machine
 * @param workload what is asked for
 * @param names what SKUs of this run begin with, so that no two runs meet
 * @param orders what orders begin with after that
 * @param skus over how many SKUs
 * @param pathsFile for {@link Workload#GET}, the paths to ask for, one a line; else empty
 * @param connections each asks again as soon as it has its answer
 * @param leadMillis asked, and not counted
 * @param millis counted after that; no matter when there is a limit
 * @param perSecond requests in a second, all connections together; 0 for as many as are answered
 * @param limit requests after which it ends; 0 for none
 */
public record LoadPlan(int port, Workload workload, String names, String orders, int skus, String pathsFile,
        int connections,
        long leadMillis, long millis, int perSecond, long limit) {

    /** How many connections all figures are for. */
    public static final int CONNECTIONS = 32;

    private static final String ORDERS = "order";

    /** As many requests as are answered, for a time. */
    public static LoadPlan forTime(int port, Workload workload, String names, int skus, long leadMillis, long millis) {
        return new LoadPlan(port, workload, names, ORDERS, skus, "", CONNECTIONS, leadMillis, millis, 0, 0);
    }

    /** The batches that a workload's lines are allocated to, one request for each. */
    public static LoadPlan batches(int port, Workload workload, String names, int skus) {
        return new LoadPlan(port, workload, names, ORDERS, skus, "", CONNECTIONS, 0, 0, 0,
                (long) skus * workload.batchesPerSku());
    }

    /** Paths from a file, in any order, for a time. */
    public static LoadPlan reads(int port, String pathsFile, long leadMillis, long millis) {
        return new LoadPlan(port, Workload.GET, "", ORDERS, 0, pathsFile, CONNECTIONS, leadMillis, millis, 0, 0);
    }

    /** The same requests, but so many and no more, and of orders of their own. */
    public LoadPlan limitedTo(long requests, String otherOrders) {
        return new LoadPlan(port, workload, names, otherOrders, skus, pathsFile, connections, 0, 0, perSecond,
                requests);
    }

    /** Single allocations at a rate, whether they are answered or not. */
    public static LoadPlan paced(int port, String names, int skus, int perSecond, long leadMillis, long millis) {
        return new LoadPlan(port, Workload.ALLOCATE, names, ORDERS, skus, "", CONNECTIONS, leadMillis, millis,
                perSecond, 0);
    }
}
