package io.allocator.benchmarks.decision;

import io.allocator.api.command.ProductCommand;
import io.allocator.api.event.ProductEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Time for one decision and what it changes in the stock, on average over two that undo each other. The yardstick is
 * {@link NaiveStock}, in the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DecisionBenchmark {

    private static final int COMMANDS = 2;

    /** Lines that are open before and after. */
    @Param({"10", "1000", "100000"})
    public int openLines;

    /** Live batches. */
    @Param({"10", "1000"})
    public int batches;

    /** Who decides. */
    @Param
    public Who who = Who.PRODUCT;

    private DecidingStock stock = new NaiveStock(List.of());
    private DecidingStock stockWithPlenty = stock;
    private List<ProductCommand<?>> allocateAndDeallocate = List.of();
    private List<ProductCommand<?>> cutAndGrow = List.of();
    private List<ProductCommand<?>> allocateAndShip = List.of();

    /** Who can decide. */
    public enum Who {
        /** The rules of the program. */
        PRODUCT,
        /** The yardstick. */
        NAIVE;

        private DecidingStock after(List<ProductEvent> events) {
            return switch (this) {
                case PRODUCT -> new ProductStock(events);
                case NAIVE -> new NaiveStock(events);
            };
        }
    }

    /** Makes the stock. */
    @Setup(Level.Trial)
    public void open() {
        var business = new OpenBusiness(openLines, batches);
        stock = who.after(business.events());
        stockWithPlenty = who.after(business.eventsWithPlentyToShip());
        allocateAndDeallocate = business.allocateAndDeallocate();
        cutAndGrow = business.cutAndGrow();
        allocateAndShip = business.allocateAndShip();
    }

    /** A line comes and is given up. */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void allocateAndDeallocate(Blackhole results) {
        run(stock, allocateAndDeallocate, results);
    }

    /** A batch is cut by three lines, and grows again. */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void cutAndGrow(Blackhole results) {
        run(stock, cutAndGrow, results);
    }

    /** A line comes and is shipped. */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void allocateAndShip(Blackhole results) {
        run(stockWithPlenty, allocateAndShip, results);
    }

    private static void run(DecidingStock stock, List<ProductCommand<?>> commands, Blackhole results) {
        for (var command : commands) {
            results.consume(stock.run(command));
        }
    }
}
