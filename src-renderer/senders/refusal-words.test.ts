import { expect, test } from 'vitest';

import { refusalKinds, type Attempt } from '#contract/senders.ts';

import en from '../locales/en/senders.json' with { type: 'json' };
import { refusalWords, standingRefusals } from './refusal-words.ts';

function attempt(change: Partial<Attempt>): Attempt {
  const refusal = { kind: 'other', asked: 'measurement', askedId: null, line: null, column: null, field: null, missing: false } as const;
  return { ...refusal, address: '10.0.0.7', local: false, userName: 'device_7', count: 1, firstMs: 0, lastMs: 0, ...change };
}

test.each(refusalKinds)('there is a sentence for %s', (kind) => {
  for (const askedId of [null, '7']) expect(en.refused).toHaveProperty(refusalWords(attempt({ kind, askedId })).key);
});

test.each([
  [{ kind: 'malformed', line: 2, column: 13 }, 'malformed'],
  [{ kind: 'malformed' }, 'malformedSomewhere'],
  [{ kind: 'invalid', field: 'time', missing: true }, 'missing'],
  [{ kind: 'invalid', field: 'time' }, 'time'],
  [{ kind: 'invalid', field: 'air.temperature.value' }, 'invalid'],
  [{ kind: 'invalid' }, 'invalidSomewhere'],
] as const)('%j is worded as %s', (change, key) => {
  expect(refusalWords(attempt(change)).key).toBe(key);
});

test('a request that was taken settles what was refused before it', () => {
  const before = attempt({ kind: 'cut-secret', lastMs: 10 });
  const after = attempt({ kind: 'invalid', lastMs: 30 });
  expect(standingRefusals([before], [], null)).toEqual([before]);
  expect(standingRefusals([before, after], [], 20)).toEqual([after]);
  expect(standingRefusals([before], [attempt({ lastMs: 40 })], 20)).toEqual([]);
});

test('a stranger is told of only while nothing is known of the device itself', () => {
  const stranger = attempt({ kind: 'unknown-name', lastMs: 40 });
  const own = attempt({ kind: 'cut-secret', lastMs: 10 });
  expect(standingRefusals([], [attempt({ lastMs: 1 }), stranger], null)).toEqual([stranger]);
  expect(standingRefusals([own], [stranger], null)).toEqual([own]);
});
