package io.allocator.benchmarks.systems;

/**
 * Memory of a process.
 *
 * @param residentMb all its pages in memory, as {@code VmRSS} and {@code VmHWM}
 * @param proportionalMb the same, but pages shared with others count in part
 */
public record Memory(int residentMb, int proportionalMb) {

    /** The larger of two. */
    public Memory or(Memory other) {
        return other.residentMb > residentMb ? other : this;
    }
}
