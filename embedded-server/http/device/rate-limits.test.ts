import fc from 'fast-check';
import { expect, test } from 'vitest';

import { RateLimits, takeToken } from './rate-limits.ts';

test('in any stretch of time at most burst + rate × seconds requests pass', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 100 }),
      (gaps, rate, burst) => {
        const bucket = { tokens: burst, filledMs: 0 };
        let nowMs = 0;
        let passed = 0;
        for (const gap of gaps) {
          nowMs += gap;
          if (takeToken(bucket, { rate, burst }, nowMs) === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (nowMs / 1000) * rate + 1e-6);
      },
    ),
  );
});

test('the wait named is enough, and callers do not share a bucket', () => {
  let nowMs = 0;
  const limits = new RateLimits(() => nowMs);
  const rate = { rate: 2, burst: 1 };
  limits.take('a', rate);
  expect(() => limits.take('a', rate)).toThrow('slow down');
  limits.take('b', rate);
  nowMs = 500;
  limits.take('a', rate);
});

test('of too many callers those are forgotten that would be let in anyway, and the memory is bounded', () => {
  let nowMs = 0;
  const limits = new RateLimits(() => nowMs);
  limits.take('slowed', { rate: 0.001, burst: 1 });
  for (let count = 0; count < 60_000; count += 1) {
    nowMs += 1;
    limits.take(`stranger ${count}`, { rate: 10, burst: 2 });
  }
  expect(limits.size).toBeLessThanOrEqual(20_000);
  expect(limits.waitOf('slowed', { rate: 0.001, burst: 1 })).toBeGreaterThan(0);
  for (let count = 0; count < 60_000; count += 1) limits.take(`flood ${count}`, { rate: 0.001, burst: 1 });
  expect(limits.size).toBeLessThanOrEqual(20_000);
});
