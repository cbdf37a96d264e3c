import { expect, test } from 'vitest';

import { clockText } from '../format/moments.ts';
import { nextFullHours } from './maintenance-spans.ts';

test.each(['Europe/Helsinki', 'Asia/Kathmandu', 'Pacific/Chatham'])('full hours of the clock in %s, each in the future', (zone) => {
  const nowMs = Date.UTC(2026, 9, 24, 22, 7);
  const found = nextFullHours(nowMs, (ms) => clockText(ms, zone), 24);
  expect(found).toHaveLength(24);
  expect(found.every((ms) => ms > nowMs && clockText(ms, zone).endsWith('00'))).toBe(true);
  expect(found.every((ms, index) => index === 0 || ms > (found[index - 1] ?? 0))).toBe(true);
});
