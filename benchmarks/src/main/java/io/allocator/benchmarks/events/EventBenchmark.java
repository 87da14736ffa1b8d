package io.allocator.benchmarks.events;

import io.allocator.api.event.LineAllocatedEvent;
import io.allocator.api.event.ProductEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
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

/** What an event costs on its way: to be written as JSON, to be read, and to be folded into a view. Without a database. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EventBenchmark {

    /** An event and its JSON. */
    @State(Scope.Benchmark)
    public static class Json {

        private final Jackson3Serializer serializer = Jackson3Serializer.builder().build();
        private final ProductEvent event = new LineAllocatedEvent("RED-CHAIR", "order-1", "1", 5, "batch-1",
                LocalDate.of(2011, 1, 1));
        private final SerializedObject<String> text = serializer.serialize(event, String.class);
    }

    /** A page of events, and a view. */
    @State(Scope.Benchmark)
    public static class Folding {

        /** Which view. */
        @Param({"allocations", "batches", "history", "products"})
        public String view = "";

        private FoldedView folded = FoldedView.NONE;

        /** Makes the projection. */
        @Setup(Level.Trial)
        public void open() {
            folded = FoldedView.of(view);
        }
    }

    /** The write side's part. */
    @Benchmark
    public Object toJson(Json json) {
        return json.serializer.serialize(json.event, String.class);
    }

    /** The read side's, where an upcaster is needed; and the write side's when it loads a product without a snapshot. */
    @Benchmark
    public Object fromJson(Json json) {
        return json.serializer.deserialize(json.text);
    }

    /** The read side's: all but what the database does. */
    @Benchmark
    @OperationsPerInvocation(FoldedView.PAGE)
    public List<?> fold(Folding folding) {
        return folding.folded.project();
    }
}
