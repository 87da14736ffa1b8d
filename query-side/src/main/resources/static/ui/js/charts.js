// Charts are drawn from the tables that stand below them: what is seen is what is read out, and when a refresh changes
// the table the chart follows. They draw into shadow roots, so that a refresh leaves them where they are.

import uPlot from "../../webjars/uplot/dist/uPlot.esm.js";

const sheets = await Promise.all(["../../webjars/uplot/dist/uPlot.min.css", "../chart.css"].map(async (address) => {
    const answer = await fetch(new URL(address, import.meta.url));
    return new CSSStyleSheet().replace(await answer.text());
}));
const dark = matchMedia("(prefers-color-scheme: dark)");
const HEIGHT = 220;
const DAY = 86_400;
const whole = new Intl.NumberFormat("en-GB");
const short = new Intl.NumberFormat("en-GB", { notation: "compact" });

/** What charts have in common: a table to follow, a place to draw in, a look that follows the page's. */
class Chart extends HTMLElement {
    connectedCallback() {
        const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = sheets;
        this.ground = document.createElement("div");
        root.replaceChildren(this.ground);
        this.table = document.getElementById(this.getAttribute("table"));
        this.changes = new MutationObserver(() => this.follow());
        this.changes.observe(this.table, { childList: true, subtree: true, characterData: true, attributes: true,
            attributeFilter: ["data-x"] });
        this.size = new ResizeObserver(() => this.plot?.setSize({ width: this.clientWidth, height: HEIGHT }));
        this.size.observe(this);
        this.onLook = () => this.draw();
        dark.addEventListener("change", this.onLook);
        this.draw();
    }

    disconnectedCallback() {
        this.changes.disconnect();
        this.size.disconnect();
        dark.removeEventListener("change", this.onLook);
        this.plot?.destroy();
    }

    draw() {
        this.plot?.destroy();
        this.plot = new uPlot({ ...this.options(), width: this.clientWidth || 600, height: HEIGHT }, this.data(),
            this.ground);
    }

    follow() {
        const data = this.data();
        const seen = JSON.stringify(data);
        if (seen !== this.seen) {
            this.seen = seen;
            this.plot.setData(data);
        }
    }

    /** The rows as columns: the time, then each figure. */
    columns() {
        const rows = [...this.table.tBodies[0].rows];
        const figures = rows[0]?.querySelectorAll("td").length ?? 0;
        return [rows.map((row) => Number(row.dataset.x)),
            ...Array.from({ length: figures }, (_, i) => rows.map((row) => Number(row.querySelectorAll("td")[i].textContent)))];
    }

    colour(name) {
        return getComputedStyle(this).getPropertyValue(`--${name}`).trim();
    }

    axis() {
        const font = "12px system-ui, sans-serif";
        return { stroke: this.colour("muted"), font, grid: { stroke: this.colour("line"), width: 1 }, ticks: { show: false } };
    }

    figures() {
        // only whole lines and units are counted
        return { ...this.axis(), size: 52, values: (_, marks) => marks.map((n) => Number.isInteger(n) ? short.format(n) : "") };
    }
}

/** Lines of each minute, stacked. */
class MinuteChart extends Chart {
    /** The figures as they are, for the legend (of the last minute until one is pointed at), and each on top of the ones before, for the bars. */
    data() {
        const [x, allocated, backordered, shipped] = this.columns();
        this.exact = [allocated, backordered, shipped];
        const two = allocated.map((n, i) => n + backordered[i]);
        const three = two.map((n, i) => n + shipped[i]);
        // drawn in this order, the lower ones over the higher ones
        return [x, three, two, allocated];
    }

    options() {
        const bars = (label, name, exact) => ({
            label, fill: this.colour(name), stroke: this.colour(name), width: 0, paths: uPlot.paths.bars({ size: [0.75, 24] }),
            points: { show: false },
            value: (_, __, ___, i) => whole.format(this.exact[exact].at(i ?? -1) ?? 0),
        });
        return {
            cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
            legend: { live: true },
            scales: { x: { range: (_, min, max) => [min - 45, max + 45] },
                y: { range: (_, __, max) => [0, Math.max(5, max * 1.1)] } },
            axes: [{ ...this.axis(), size: 28, grid: { show: false }, space: 70,
                values: (_, marks) => marks.map((s) => time.format(s * 1000)) }, this.figures()],
            series: [{ label: "Minute", value: (plot, s) => time.format((s ?? plot.data[0].at(-1)) * 1000) },
                bars("Shipped", "shipped", 2), bars("Backordered", "backordered", 1), bars("Allocated", "allocated", 0)],
        };
    }
}

/** What can be promised, from each day on until the next. */
class StepChart extends Chart {
    /** The last step goes on for a while. */
    data() {
        const [x, available] = this.columns();
        const first = x.at(0) ?? 0;
        const last = x.at(-1) ?? 0;
        return [[...x, last + Math.max(7 * DAY, Math.round((last - first) / 10))], [...available, available.at(-1) ?? 0]];
    }

    options() {
        const line = this.colour("available");
        return {
            // days have no time zone
            tzDate: (s) => uPlot.tzDate(new Date(s * 1000), "Etc/UTC"),
            cursor: { y: false, drag: { x: false, y: false } },
            scales: { y: { range: (_, __, max) => [0, Math.max(5, max * 1.15)] } },
            axes: [{ ...this.axis(), size: 28, space: 80, values: (_, marks) => marks.map((s) => day.format(s * 1000)), incrs: [1, 2, 7, 14, 28, 91, 182, 365].map((n) => n * DAY) },
                this.figures()],
            series: [{ label: "From", value: (plot, s) => longDay.format((s ?? plot.data[0][0]) * 1000) },
                { label: "Can be promised", stroke: line, fill: line + "26", width: 2, paths: uPlot.paths.stepped({ align: 1 }),
                    points: { show: false }, value: (plot, n) => `${whole.format(n ?? plot.data[1][0])} units` }],
        };
    }
}

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

customElements.define("minute-chart", MinuteChart);
customElements.define("step-chart", StepChart);
