import { describe, expect, test } from 'vitest';

import { drawTrend } from './sparkline-path.ts';

const frame = { fromMs: 0, toMs: 100, normal: null };

describe('a small trend', () => {
  test('joins neighbouring points', () => {
    const { path } = drawTrend([{ timeMs: 0, value: 0 }, { timeMs: 10, value: 1 }], frame, 100, 20);
    expect(path).toBe('M0.0 18.4h0.1L10.0 1.6');
  });

  test('starts anew after a gap', () => {
    const { path } = drawTrend([{ timeMs: 0, value: 0 }, { timeMs: 50, value: 1 }], { ...frame, gaps: [true, false] }, 100, 20);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path).not.toContain('L');
  });

  test('ends where the readings end', () => {
    expect(drawTrend([{ timeMs: 40, value: 3 }], frame, 100, 20).end).toEqual({ x: 40, y: 10 });
    expect(drawTrend([], frame, 100, 20).end).toBeNull();
  });

  test('keeps the normal band in the frame', () => {
    const normal = { low: -5, high: 5 };
    const { band } = drawTrend([{ timeMs: 0, value: 0 }], { ...frame, normal }, 100, 100);
    expect(band).toEqual({ y: 8, height: 84 });
  });
});
