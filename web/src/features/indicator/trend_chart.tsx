import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Ahead, Point } from './trend_points';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export interface ChartContent {
  label: string;
  names: { actual: string; other: string; target: string; path: string; forecast: string };
  actual: Point[];
  other: Point[];
  path: Point[];
  target: number | undefined;
  ahead: Ahead | undefined;
  /** A number of the unit as people read it. */
  text: (value: number) => string;
}

function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function optionOf(content: ChartContent) {
  const quiet = color('--quiet');
  const rule = color('--line');
  const accent = color('--accent');
  const plain = { type: 'line' as const, showSymbol: false, silent: true, animation: false };
  const band = { ...plain, stack: 'band', lineStyle: { opacity: 0 }, tooltip: { show: false } };
  return {
    animation: false,
    grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis' as const,
      // Markup would bring styles of its own, which the page's policy refuses.
      renderMode: 'richText' as const,
      valueFormatter: (value: unknown) => (typeof value === 'number' ? content.text(value) : '—'),
    },
    xAxis: {
      type: 'time' as const,
      axisLine: { lineStyle: { color: rule } },
      axisLabel: { color: quiet, hideOverlap: true, formatter: { year: '{yyyy}', month: '{yyyy}-{MM}', day: '{MM}-{dd}' } },
    },
    yAxis: {
      type: 'value' as const,
      scale: true,
      // The target is seen even if the figures stay far from it.
      min: content.target === undefined ? undefined : (axis: { min: number }) => Math.min(axis.min, content.target ?? 0),
      max: content.target === undefined ? undefined : (axis: { max: number }) => Math.max(axis.max, content.target ?? 0),
      splitLine: { lineStyle: { color: rule } },
      axisLabel: { color: quiet, formatter: content.text },
    },
    series: [
      {
        ...plain,
        name: content.names.actual,
        data: content.actual,
        showSymbol: content.actual.length < 40,
        symbolSize: 5,
        color: accent,
        lineStyle: { width: 2 },
        markLine:
          content.target === undefined
            ? undefined
            : {
                silent: true,
                symbol: 'none',
                data: [{ yAxis: content.target }],
                lineStyle: { color: color('--closed'), type: 'dashed' as const },
                label: { formatter: content.names.target, position: 'insideStartTop' as const, color: color('--closed') },
              },
      },
      ...(content.other.length > 0
        ? [{ ...plain, name: content.names.other, data: content.other, color: color('--condition'), lineStyle: { type: 'dashed' as const } }]
        : []),
      ...(content.path.length > 0
        ? [{ ...plain, name: content.names.path, data: content.path, step: 'end' as const, color: quiet, lineStyle: { type: 'dotted' as const } }]
        : []),
      ...(content.ahead
        ? [
            { ...band, data: content.ahead.low },
            { ...band, data: content.ahead.width, areaStyle: { color: accent, opacity: 0.18 } },
            { ...plain, name: content.names.forecast, data: content.ahead.middle, color: accent, lineStyle: { type: 'dashed' as const } },
          ]
        : []),
    ],
  };
}

/** A picture of what the table says; whoever cannot see it reads the table. */
export default function TrendChart({ content }: { content: ChartContent }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = place.current;
    if (!node) return;
    const chart = init(node, undefined, { renderer: 'svg' });
    chart.setOption(optionOf(content));
    const fit = () => chart.resize();
    window.addEventListener('resize', fit);
    window.addEventListener('beforeprint', fit);
    return () => {
      window.removeEventListener('resize', fit);
      window.removeEventListener('beforeprint', fit);
      chart.dispose();
    };
  }, [content]);
  return <div ref={place} className="trend-chart" role="img" aria-label={content.label} />;
}
