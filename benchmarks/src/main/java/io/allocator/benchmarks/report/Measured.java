package io.allocator.benchmarks.report;

import java.util.Map;

/**
 * What a benchmark has found.
 *
 * @param figures to be written as JSON
 * @param text tables in Markdown, for the page and the terminal
 * @param charts SVG by file name
 */
public record Measured(Object figures, String text, Map<String, String> charts) {

    /** Without charts. */
    public Measured(Object figures, String text) {
        this(figures, text, Map.of());
    }
}
