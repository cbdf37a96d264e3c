/** Growth drawn as small pictures side by side: samples to the right, ten times as many a step; a line a size of site. Pure. */
import type { GrowthPoint } from './growth.ts';
import { written } from './spread.ts';

interface Panel {
  title: string;
  of(point: GrowthPoint): number;
}

const panels: readonly Panel[] = [
  { title: 'ingest, samples/s', of: ({ ingestPerSecond }) => ingestPerSecond },
  { title: 'a chart over everything, p50 ms', of: ({ wholeMs }) => wholeMs },
  { title: 'latest of every series, p50 ms', of: ({ latestMs }) => latestMs },
  { title: 'ready after kill -9, ms', of: ({ startMs }) => startMs },
  { title: 'memory (PSS), MiB', of: ({ memoryBytes }) => memoryBytes / 2 ** 20 },
  { title: 'bytes on disk per sample', of: ({ bytesPerSample }) => bytesPerSample },
];

const across = 3;
const width = 300;
const height = 190;
const frame = { left: 52, right: 26, top: 30, bottom: 34 };
/** Told apart without colour too. */
const dashes = ['none', '7 4', '2 4', '10 3 2 3'];
const style = `text { font: 12px system-ui, sans-serif; fill: currentColor } svg { color: hsl(210 10% 25%) } @media (prefers-color-scheme: dark) { svg { color: hsl(210 10% 82%) } }
  .line { fill: none; stroke: currentColor; stroke-width: 1.8 } .grid { stroke: currentColor; opacity: .18 } .dot { fill: currentColor } .title { font-weight: 600 }`;

/** The least 1, 2 or 5 times a power of ten that is not below a value. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

interface Scale {
  x(samples: number): number;
  y(value: number): number;
}

function scaleOf(points: readonly GrowthPoint[], top: number): Scale {
  const logs = points.map(({ samples }) => Math.log10(samples));
  const [from, to] = [Math.min(...logs), Math.max(...logs)];
  const inner = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom };
  return {
    x: (samples) => frame.left + (to > from ? (Math.log10(samples) - from) / (to - from) : 0.5) * inner.width,
    y: (value) => frame.top + (1 - value / top) * inner.height,
  };
}

function gridLine(value: number, { y }: Scale): string {
  const at = y(value).toFixed(1);
  return `<line class="grid" x1="${frame.left}" x2="${width - frame.right}" y1="${at}" y2="${at}"/><text x="${frame.left - 6}" y="${Number(at) + 4}" text-anchor="end">${written(value)}</text>`;
}

function lineOf(points: readonly GrowthPoint[], { of }: Panel, { x, y }: Scale, dash: string): string {
  const places = points.map((point) => `${x(point.samples).toFixed(1)},${y(of(point)).toFixed(1)}`);
  const dots = places.map((place) => `<circle class="dot" r="2.6" cx="${place.split(',')[0]}" cy="${place.split(',')[1]}"/>`);
  return `<polyline class="line" stroke-dasharray="${dash}" points="${places.join(' ')}"/>${dots.join('')}`;
}

function panelOf(points: readonly GrowthPoint[], sites: readonly number[], panel: Panel, index: number): string {
  const top = roundUp(Math.max(...points.map(panel.of).filter(Number.isFinite)));
  const scale = scaleOf(points, top);
  const grid = [0, top / 2, top].map((value) => gridLine(value, scale));
  const marks = [...new Set(points.map(({ samples }) => samples))].map((samples) => `<text x="${scale.x(samples)}" y="${height - 14}" text-anchor="middle">${written(samples)}</text>`);
  const lines = sites.map((devices, number) => lineOf(points.filter((point) => point.devices === devices), panel, scale, dashes[number % dashes.length] ?? 'none'));
  const at = `translate(${(index % across) * width} ${Math.floor(index / across) * height})`;
  return `<g transform="${at}"><text class="title" x="${frame.left}" y="18">${panel.title}</text>${[...grid, ...marks, ...lines].join('')}</g>`;
}

/** @returns an SVG picture. */
export function growthPlot(points: readonly GrowthPoint[]): string {
  const sites = [...new Set(points.map(({ devices }) => devices))];
  const rows = Math.ceil(panels.length / across);
  const legend = sites.map((devices, number) => {
    const left = frame.left + number * 170;
    return `<line class="line" stroke-dasharray="${dashes[number % dashes.length] ?? 'none'}" x1="${left}" x2="${left + 34}" y1="${rows * height + 12}" y2="${rows * height + 12}"/><text x="${left + 42}" y="${rows * height + 16}">${devices} devices</text>`;
  });
  const size = `${across * width} ${rows * height + 30}`;
  const pictures = panels.map((panel, index) => panelOf(points, sites, panel, index));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" role="img" aria-label="Cost by samples stored"><style>${style}</style>${pictures.join('')}${legend.join('')}</svg>\n`;
}
