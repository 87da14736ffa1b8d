package io.allocator.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** The common ground of charts: a canvas whose colours follow the reader's light or dark setting. */
final class Svg {

    static final List<String> SERIES = List.of("a", "b", "c", "d", "e", "f", "g");

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #24292f }
              .title { font-weight: 600; font-size: 15px } .quiet { fill: #6e7781 }
              .grid { stroke: #d0d7de; stroke-width: 1 }
              .a { fill: #8c959f; stroke: #8c959f } .b { fill: #cf7c2c; stroke: #cf7c2c }
              .c { fill: #1f6feb; stroke: #1f6feb } .d { fill: #3fa66b; stroke: #3fa66b }
              .e { fill: #8957c4; stroke: #8957c4 } .f { fill: #d4537e; stroke: #d4537e }
              .g { fill: #1b9e9e; stroke: #1b9e9e }
              .line { fill: none; stroke-width: 2.5 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .quiet { fill: #9198a1 } .grid { stroke: #3d444d }
              }
            </style>
            """;

    private final StringBuilder content = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        text(0, 18, "title", "start", title);
    }

    void text(double x, double y, String kind, String anchor, String text) {
        add(String.format(Locale.ROOT, "<text x='%.0f' y='%.0f' class='%s' text-anchor='%s'>%s</text>", x, y, kind,
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    void line(double x1, double y1, double x2, double y2) {
        add(String.format(Locale.ROOT, "<line x1='%.0f' y1='%.0f' x2='%.0f' y2='%.0f' class='grid'/>", x1, y1, x2, y2));
    }

    void bar(double x, double y, double width, double height, String series) {
        add(String.format(Locale.ROOT, "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='2' class='%s'/>", x, y,
                Math.max(width, 1), height,
                series));
    }

    void dot(double x, double y, String series) {
        add(String.format(Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='4' class='%s'/>", x, y, series));
    }

    void path(String points, String series) {
        add(String.format(Locale.ROOT, "<polyline points='%s' class='line %s'/>", points, series));
    }

    private void add(String element) {
        content.append("  ").append(element).append('\n');
    }

    @Override
    public String toString() {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' role='img'>%n%s%s</svg>%n"
                .formatted(width, height, width, STYLE, content);
    }
}
