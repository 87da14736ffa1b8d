package io.allocator.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of bars, one bar for each series, its figure beside it. */
public final class BarChart {

    private static final int WIDTH = 760;
    private static final int LEFT = 150;
    private static final int RIGHT = 90;
    private static final int TOP = 34;
    private static final int BAR = 17;
    private static final int GAP = 18;

    private BarChart() {}

    /**
     * Draws it.
     *
     * @param title with the unit in it
     * @param groups by name, for each series its figure
     */
    public static String draw(String title, Map<String, Map<String, Double>> groups) {
        var most = groups.values().stream().flatMap(g -> g.values().stream()).mapToDouble(d -> d).max().orElse(1);
        var bars = groups.values().stream().mapToInt(Map::size).sum();
        var svg = new Svg(WIDTH, TOP + bars * BAR + groups.size() * (GAP + BAR), title);
        List<String> series = new ArrayList<>();
        double y = TOP;
        for (var group : groups.entrySet()) {
            svg.text(0, y + BAR - 4, "quiet", "start", group.getKey());
            y += BAR;
            for (var bar : group.getValue().entrySet()) {
                if (!series.contains(bar.getKey())) {
                    series.add(bar.getKey());
                }
                var length = (WIDTH - LEFT - RIGHT) * bar.getValue() / most;
                svg.text(LEFT - 8, y + BAR - 5, "", "end", bar.getKey());
                svg.bar(LEFT, y + 2, length, BAR - 4, Svg.SERIES.get(series.indexOf(bar.getKey()) % Svg.SERIES.size()));
                svg.text(LEFT + length + 6, y + BAR - 5, "", "start",
                        String.format(Locale.ROOT, bar.getValue() < 100 ? "%.1f" : "%,.0f", bar.getValue()));
                y += BAR;
            }
            y += GAP;
        }
        return svg.toString();
    }
}
