package io.allocator.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * A figure beside the one that is wanted.
 *
 * @param wanted what, in words
 * @param figure what was measured
 * @param bound what it is held against
 * @param isLeast whether the figure has to be at least the bound, or at most
 */
public record Verdict(String wanted, double figure, double bound, boolean isLeast) {

    /** At least the bound. */
    public static Verdict atLeast(double bound, String wanted, double figure) {
        return new Verdict(wanted, figure, bound, true);
    }

    /** At most the bound. */
    public static Verdict atMost(double bound, String wanted, double figure) {
        return new Verdict(wanted, figure, bound, false);
    }

    /** Whether it is as wanted. */
    public boolean isMet() {
        return isLeast ? figure >= bound : figure <= bound;
    }

    /** A table of several; empty without any. */
    public static String table(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return "";
        }
        var table = new StringBuilder("\n| wanted | bound | measured | met |\n|---|---:|---:|---|\n");
        verdicts.forEach(v -> table.append(String.format(Locale.ROOT, "| %s | %s %s | %s | %s |%n", v.wanted,
                v.isLeast ? "at least" : "at most", rounded(v.bound), rounded(v.figure),
                v.isMet() ? "yes" : "**no**")));
        return table.toString();
    }

    private static String rounded(double figure) {
        return String.format(Locale.ROOT, Math.abs(figure) < 100 ? "%.2f" : "%,.0f", figure);
    }
}
