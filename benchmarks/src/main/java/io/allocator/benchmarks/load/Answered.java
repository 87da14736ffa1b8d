package io.allocator.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * How a load was answered.
 *
 * @param seconds that were counted
 * @param answers that came in that time
 * @param byStatus how many of them had which HTTP status
 * @param generatorCpuSeconds what the generator itself took of the machine, of the time counted
 * @param micros the answers' times as a compressed HdrHistogram in Base64, in microseconds
 */
public record Answered(double seconds, long answers, Map<Integer, Long> byStatus, double generatorCpuSeconds,
        String micros) {

    static final long LONGEST_MICROS = 120_000_000;
    static final int DIGITS = 3;

    /** An empty one, of microseconds, as all times here are kept in. */
    public static Histogram newHistogram() {
        return new Histogram(LONGEST_MICROS, DIGITS);
    }

    static String encode(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        var bytes = new byte[length];
        buffer.flip().get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Answers in a second. */
    public double perSecond() {
        return answers / seconds;
    }

    /** Answers that were none of 2xx. */
    public long failures() {
        return byStatus.entrySet().stream().filter(e -> e.getKey() / 100 != 2).mapToLong(Map.Entry::getValue).sum();
    }

    /** The times of several runs together. */
    public static Histogram together(List<Answered> runs) {
        var all = newHistogram();
        for (var run : runs) {
            try {
                all.add(Histogram.decodeFromCompressedByteBuffer(
                        ByteBuffer.wrap(Base64.getDecoder().decode(run.micros)), LONGEST_MICROS));
            } catch (DataFormatException e) {
                throw new IllegalStateException("The generator's histogram cannot be read", e);
            }
        }
        return all;
    }
}
