/* Draws every <div class="plot" data-chart> from the JSON beside it:
   {kind: "bars" | "columns" | "stacked" | "lines" | "funnel", unit, columns: [label, series …], rows: [[name, number …] …]}.
   The same table stands behind the chart as HTML; nothing here is the only place of a number. */
(() => {
  "use strict";
  const drawn = new Map();
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const look = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return {
      rem,
      size: rem * (parseFloat(css("--small")) || 0.875),
      ink: css("--ink"), muted: css("--muted"), line: css("--line"), paper: css("--paper"), font: css("--sans"),
      colours: [1, 2, 3, 4, 5, 6].map((n) => css(`--chart-${n}`)),
    };
  };

  /* Bars start at zero; one series carries its numbers at the end of each bar, several carry a legend and decals. */
  const series = (spec, style) => spec.columns.slice(1).map((name, index) => {
    const line = spec.kind === "lines";
    const text = { show: true, color: style.ink, fontSize: style.size, fontFamily: style.font };
    const place = { bars: "right", funnel: "right", columns: "top", stacked: "inside", lines: "top" }[spec.kind];
    return {
      name,
      type: line ? "line" : "bar",
      stack: spec.kind === "stacked" ? "all" : undefined,
      data: spec.rows.map((row) => row[index + 1]),
      barMaxWidth: style.rem * 1.75,
      symbolSize: 7,
      label: spec.kind === "stacked" ? { show: false } : { ...text, position: place },
      labelLayout: { hideOverlap: true },
      endLabel: line && spec.columns.length > 2 ? { ...text, formatter: name, distance: 8 } : undefined,
    };
  });

  const option = (spec, style) => {
    const lying = spec.kind === "bars" || spec.kind === "funnel";
    const several = spec.columns.length > 2;
    const direct = lying || (spec.kind === "columns" && !several);
    const text = { color: style.ink, fontSize: style.size, fontFamily: style.font };
    const names = {
      type: "category", data: spec.rows.map((row) => row[0]), inverse: lying, axisTick: { show: false },
      axisLine: { lineStyle: { color: style.muted } }, axisLabel: { ...text, interval: lying ? 0 : "auto", width: style.rem * 8, overflow: lying ? "truncate" : "none" },
    };
    const numbers = {
      type: "value", min: 0, minInterval: 1, splitLine: { show: !direct, lineStyle: { color: style.line } },
      axisLabel: direct ? { show: false } : { ...text, color: style.muted },
    };
    return {
      animation: false,
      color: style.colours,
      textStyle: { fontFamily: style.font },
      aria: { enabled: true, decal: { show: several, decals: decals(style) } },
      grid: { left: 0, right: lying || spec.kind === "lines" ? style.size * 4 : 8, top: several ? style.size * 3 : lying ? 0 : style.size * 1.5, bottom: 0, containLabel: true },
      legend: several && spec.kind !== "lines" ? { top: 0, left: 0, textStyle: text, itemGap: 16 } : undefined,
      xAxis: lying ? numbers : names,
      yAxis: lying ? names : numbers,
      series: series(spec, style),
    };
  };

  const decals = (style) => ["none", Math.PI / 4, -Math.PI / 4, 0, Math.PI / 2, Math.PI / 3].map((turn) => (
    turn === "none" ? { symbol: "none" } : { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: turn, color: style.paper }
  ));

  const draw = (element) => {
    const spec = JSON.parse(element.nextElementSibling.textContent);
    const style = look();
    const rows = spec.kind === "bars" || spec.kind === "funnel" ? spec.rows.length * style.rem * (spec.columns.length > 2 ? 3.25 : 2.25) + style.rem * 3 : style.rem * 18;
    const chart = drawn.get(element) || echarts.init(element, null, { renderer: "svg", height: rows });
    chart.resize({ height: rows });
    chart.setOption(option(spec, style), true);
    drawn.set(element, chart);
  };
  const all = () => document.querySelectorAll(".plot[data-chart]").forEach(draw);
  const resize = () => drawn.forEach((chart) => chart.resize());

  addEventListener("DOMContentLoaded", all);
  document.addEventListener("luzhi:look", all);
  document.addEventListener("htmx:afterSettle", all);
  addEventListener("resize", resize);
  addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize({ width: 620 })));
  addEventListener("afterprint", () => drawn.forEach((chart) => chart.resize({ width: "auto" })));
})();
