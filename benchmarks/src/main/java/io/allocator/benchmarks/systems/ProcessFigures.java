package io.allocator.benchmarks.systems;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux tells of a process; on other systems nothing is told, and figures are 0. */
final class ProcessFigures {

    private static final double TICKS_PER_SECOND = 100;
    private static final int KB_PER_MB = 1024;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^Rss:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");
    private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    /** Of what follows the name in {@code /proc/PID/stat}. */
    private static final int USER_TIME = 11;

    private ProcessFigures() {}

    /** Processor time of a process and its children, those included that it has seen end. */
    static double cpuSecondsOfTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).mapToDouble(ProcessFigures::cpuSeconds).sum();
    }

    private static double cpuSeconds(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = 0L;
            for (var field = USER_TIME; field < USER_TIME + 4; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Memory that is in use now. */
    static Memory memory(long pid) {
        try {
            var text = Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
            return new Memory(megabytes(text, RESIDENT), megabytes(text, PROPORTIONAL));
        } catch (IOException unknown) {
            return new Memory(0, 0);
        }
    }

    /** Has Linux count the peak anew (proc(5), {@code clear_refs}). */
    static void forgetPeak(long pid) {
        try {
            Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
        } catch (IOException notLinux) {
            // nothing is told there
        }
    }

    /** The most memory that was in use at a time. */
    static int peakMb(long pid) {
        try {
            return megabytes(Files.readString(Path.of("/proc", Long.toString(pid), "status")), PEAK);
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static int megabytes(String text, Pattern kilobytes) {
        var found = kilobytes.matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) / KB_PER_MB : 0;
    }
}
