import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import {
  applyBulkChanges,
  bulkGeneralStatus,
  bulkProgress,
  bulkStatus,
  dueOperations,
  parseBulkChanges,
  parseBulkOperation,
  type BulkCounts,
} from './bulk-operation.ts';

const posted = { groupId: '12', startDate: '2026-11-20T14:00:00+02:00', creationRamp: 15, operationPrototype: { c8y_Restart: {} } };
const command = { description: null, expiresMs: null, fragments: { c8y_Restart: {} } };
const startMs = Date.UTC(2026, 10, 20, 12);

function counts(more: Partial<BulkCounts> = {}): BulkCounts {
  return { waiting: 0, PENDING: 0, EXECUTING: 0, SUCCESSFUL: 0, FAILED: 0, ...more };
}

describe('parseBulkOperation', () => {
  it('takes group, start, ramp and command', () => {
    expect(parseBulkOperation(posted)).toEqual({ target: { groupId: 12 }, startMs, rampMs: 15_000, command, note: null });
  });

  it('takes the failed ones of an earlier one instead of a group, and a ramp as text', () => {
    const retry = { ...posted, groupId: undefined, failedParentId: 3, creationRamp: '0.5', note: 'again' };
    expect(parseBulkOperation(retry)).toMatchObject({ target: { failedParentId: 3 }, rampMs: 500, note: 'again' });
  });

  it.each([
    { groupId: undefined },
    { groupId: 'x' },
    { startDate: 'tomorrow' },
    { startDate: 5 },
    { creationRamp: -1 },
    { creationRamp: 1e9 },
    { creationRamp: null },
    { operationPrototype: {} },
    { operationPrototype: [] },
    { note: 5 },
  ])('refuses %j', (wrong) => {
    expect(() => parseBulkOperation({ ...posted, ...wrong })).toThrow(ExpectedError);
  });
});

describe('changing a bulk operation', () => {
  const before = { startMs, rampMs: 15_000, command, note: null };

  it('is free until it begins', () => {
    const changes = parseBulkChanges({ startDate: '2026-11-21T00:00:00Z', operationPrototype: { c8y_Command: {} } });
    expect(applyBulkChanges(before, 'scheduled', changes)).toMatchObject({ startMs: Date.UTC(2026, 10, 21), rampMs: 15_000 });
  });

  it('is only a matter of speed afterwards', () => {
    expect(applyBulkChanges(before, 'creating', parseBulkChanges({ ...posted, creationRamp: 1 }))).toEqual({ ...before, rampMs: 1000 });
    expect(() => applyBulkChanges(before, 'creating', { startMs: startMs + 1 })).toThrow(ExpectedError);
    expect(() => applyBulkChanges(before, 'created', parseBulkChanges({ operationPrototype: { c8y_Command: {} } }))).toThrow(ExpectedError);
  });
});

describe('dueOperations', () => {
  test.each([
    ['before its time', 1000, 500, 999, { count: 0, nextMs: 1000 }],
    ['in time', 1000, 500, 1000, { count: 1, nextMs: 1500 }],
    ['several in one tick', 1000, 300, 2000, { count: 4, nextMs: 2200 }],
    ['without a ramp', 1000, 0, 1000, { count: 10, nextMs: 1000 }],
    ['after hours of standing still', 0, 500, 3_600_000, { count: 5, nextMs: 3_600_500 }],
    ['after hours, with a long ramp', 0, 60_000, 3_600_000, { count: 1, nextMs: 3_658_000 }],
  ])('%s', (_, nextMs, rampMs, nowMs, expected) => {
    expect(dueOperations(nextMs, rampMs, nowMs, 10)).toEqual(expected);
  });

  it('keeps the pace over any ticks a second apart or closer', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 5000 }), steps, (rampMs, ticks) => {
        let [nextMs, nowMs, made] = [0, 0, 0];
        for (const step of [0, ...ticks]) {
          nowMs += step;
          const due = dueOperations(nextMs, rampMs, nowMs, 500);
          made += due.count;
          nextMs = due.nextMs;
        }
        expect(made).toBe(Math.floor(nowMs / rampMs) + 1);
      }),
    );
  });
});

describe('where it stands', () => {
  test.each([
    ['scheduled', counts({ waiting: 3 }), 'ACTIVE', 'SCHEDULED'],
    ['creating', counts({ waiting: 2, PENDING: 1 }), 'IN_PROGRESS', 'EXECUTING'],
    ['creating', counts({ waiting: 2, FAILED: 1 }), 'IN_PROGRESS', 'EXECUTING_WITH_ERROR'],
    ['created', counts({ EXECUTING: 1, SUCCESSFUL: 2 }), 'IN_PROGRESS', 'EXECUTING'],
    ['created', counts({ SUCCESSFUL: 3 }), 'COMPLETED', 'SUCCESSFUL'],
    ['created', counts({ SUCCESSFUL: 2, FAILED: 1 }), 'COMPLETED', 'FAILED'],
    ['created', counts(), 'COMPLETED', 'FAILED'],
    ['canceled', counts({ SUCCESSFUL: 1 }), 'DELETED', 'CANCELED'],
  ] as const)('%s, %j: %s, %s', (stage, standing, status, generalStatus) => {
    expect([bulkStatus(stage, standing), bulkGeneralStatus(stage, standing)]).toEqual([status, generalStatus]);
  });

  it('counts devices that wait as pending', () => {
    expect(bulkProgress(counts({ waiting: 2, PENDING: 1, FAILED: 1 }))).toEqual({ all: 4, pending: 3, executing: 0, successful: 0, failed: 1 });
  });
});

it('understands whatever is posted, or refuses it as invalid', () => {
  const value = fc.jsonValue();
  const keys = { groupId: value, failedParentId: value, startDate: value, creationRamp: value, operationPrototype: value, note: value };
  const body = fc.oneof(value, fc.record(keys, { requiredKeys: [] }));
  fc.assert(
    fc.property(body, fc.constantFrom(parseBulkOperation, parseBulkChanges), (anything, parse) => {
      try {
        parse(anything);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedError);
      }
    }),
  );
});
