import { describe, expect, test } from 'vitest';

import { failureHolds } from './electron-program.ts';
import { addressLines, obstacleToWindow } from './start-decision.ts';

describe('whether a window can be shown', () => {
  test.each([
    ['linux', {}, 1000, /no display/],
    ['linux', { DISPLAY: ':0' }, 0, /root/],
    ['linux', { DISPLAY: '' }, 1000, /no display/],
  ] as const)('%s with %o as user %d: it cannot, and says why', (platform, env, uid, words) => {
    expect(obstacleToWindow(platform, env, uid)).toMatch(words);
  });

  test.each([
    ['linux', { DISPLAY: ':0' }, 1000],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000],
    ['win32', {}, undefined],
    ['darwin', {}, 0],
  ] as const)('%s with %o as user %s: it can', (platform, env, uid) => {
    expect(obstacleToWindow(platform, env, uid)).toBeNull();
  });
});

describe('a failed attempt to fetch Electron', () => {
  const nowMs = 1_800_000_000_000;
  const hourMs = 3_600_000;

  test('is remembered for a day', () => {
    expect(failureHolds(String(nowMs), nowMs)).toBe(true);
    expect(failureHolds(String(nowMs - 23 * hourMs), nowMs)).toBe(true);
    expect(failureHolds(String(nowMs - 24 * hourMs), nowMs)).toBe(false);
  });

  test('does not hold when there was none, it is unreadable or from the future', () => {
    expect(failureHolds(null, nowMs)).toBe(false);
    expect(failureHolds('soon', nowMs)).toBe(false);
    expect(failureHolds(String(nowMs + hourMs), nowMs)).toBe(false);
  });
});

describe("the core's lines", () => {
  const ready = { ready: true, deviceUrl: 'http://127.0.0.1:8080', consoleUrl: 'http://127.0.0.1:8090' };

  test('become addresses for a person, with the setup link while there is one', () => {
    expect(addressLines(JSON.stringify(ready)).join('\n')).toContain('http://127.0.0.1:8090');
    const withLink = { ...ready, openUrl: 'http://127.0.0.1:8090/setup?token=x' };
    expect(addressLines(JSON.stringify(withLink)).join('\n')).toContain('/setup?token=x');
  });

  test.each(['plain text', '{"ready":false}', '{broken'])('stay as they are otherwise: %s', (line) => {
    expect(addressLines(line)).toEqual([line]);
  });
});
