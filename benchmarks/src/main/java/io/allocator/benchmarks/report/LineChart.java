package io.allocator.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;

/** Lines over a logarithmic axis; the other axis begins at 0. */
public final class LineChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = 150;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int STEPS = 4;

    private LineChart() {}

    /**
     * Draws it.
     *
     * @param title with the unit in it
     * @param below what the logarithmic axis tells
     * @param lines by name, figures by their place on that axis
     */
    public static String draw(String title, String below, Map<String, NavigableMap<Long, Double>> lines) {
        var svg = new Svg(WIDTH, HEIGHT, title);
        var most = 1.1 * lines.values().stream().flatMap(l -> l.values().stream()).mapToDouble(d -> d).max().orElse(1);
        var first = lines.values().stream().mapToLong(NavigableMap::firstKey).min().orElse(1);
        var last = lines.values().stream().mapToLong(NavigableMap::lastKey).max().orElse(10);
        for (var step = 0; step <= STEPS; step++) {
            var y = y(most * step / STEPS, most);
            svg.line(LEFT, y, WIDTH - RIGHT, y);
            svg.text(LEFT - 8, y + 4, "quiet", "end", String.format(Locale.ROOT, "%,.0f", most * step / STEPS));
        }
        for (var at = first; at <= last; at *= 10) {
            svg.text(x(at, first, last), HEIGHT - BOTTOM + 20, "quiet", "middle",
                    String.format(Locale.ROOT, "%,d", at));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "quiet", "middle", below);
        var names = lines.keySet().stream().toList();
        lines.forEach((name, line) -> {
            var series = Svg.SERIES.get((names.indexOf(name) + 2) % Svg.SERIES.size());
            svg.path(line.entrySet().stream().map(e -> String.format(Locale.ROOT, "%.1f,%.1f",
                    x(e.getKey(), first, last), y(e.getValue(), most))).collect(Collectors.joining(" ")), series);
            line.forEach((at, figure) -> svg.dot(x(at, first, last), y(figure, most), series));
            svg.text(x(line.lastKey(), first, last) + 10, y(line.lastEntry().getValue(), most) + 4, "", "start", name);
        });
        return svg.toString();
    }

    private static double x(long at, long first, long last) {
        return LEFT + 20 + (WIDTH - RIGHT - LEFT - 40) * (Math.log((double) at) - Math.log((double) first))
                / Math.max(Math.log((double) last) - Math.log((double) first), 1e-9);
    }

    private static double y(double figure, double most) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * figure / most;
    }
}
