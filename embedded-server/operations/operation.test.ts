import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';
import { nextStatuses, operationStatuses, type OperationStatus } from '#contract/operations.ts';

import {
  applyOperationChanges,
  cancelOperation,
  expireOperation,
  parseOperation,
  parseOperationChanges,
  type OperationState,
} from './operation.ts';

function standing(status: OperationStatus, more: Partial<OperationState> = {}): OperationState {
  return { status, description: null, failureReason: null, expired: false, fragments: { c8y_Command: { text: 'uptime' } }, ...more };
}

describe('parseOperation', () => {
  it('takes device, description and the command, and leaves out what the platform decides', () => {
    const posted = {
      deviceId: 7,
      status: 'SUCCESSFUL',
      id: '1',
      creationTime: 'x',
      description: 'Restart it',
      valvomo_ExpiryTime: '2026-11-20T14:00:00+02:00',
      c8y_Restart: {},
      gone: null,
    };
    expect(parseOperation(posted)).toEqual({
      deviceId: 7,
      description: 'Restart it',
      expiresMs: Date.UTC(2026, 10, 20, 12),
      fragments: { c8y_Restart: {} },
    });
  });

  it('names the missing device', () => {
    expect(() => parseOperation({ c8y_Restart: {} })).toThrow('Following mandatory fields should be included: deviceId');
  });

  it.each([
    { deviceId: 'x' },
    { deviceId: {} },
    { c8y_Restart: null },
    { description: 5 },
    { description: 'lone \ud800' },
    { valvomo_ExpiryTime: 'tomorrow' },
    { valvomo_ExpiryTime: 5 },
  ])('refuses %j', (wrong) => {
    expect(() => parseOperation({ deviceId: '7', c8y_Restart: {}, ...wrong })).toThrow(ExpectedError);
  });
});

describe('the life of an operation', () => {
  const moves = operationStatuses.flatMap((from) => operationStatuses.map((to) => [from, to] as const));
  const refused = ['SUCCESSFUL → PENDING', 'SUCCESSFUL → EXECUTING', 'SUCCESSFUL → FAILED', 'FAILED → PENDING', 'FAILED → EXECUTING', 'FAILED → SUCCESSFUL'];

  test.each(moves)('%s → %s', (from, to) => {
    const move = () => applyOperationChanges(standing(from), { status: to, fragments: {} }).status;
    if (refused.includes(`${from} → ${to}`)) expect(move).toThrow(ExpectedError);
    else expect(move()).toBe(to);
  });

  it('may write results after the end, and repeat the end', () => {
    const changes = parseOperationChanges({ status: 'SUCCESSFUL', c8y_Command: { text: 'uptime', result: '5 days' }, seen: true });
    expect(applyOperationChanges(standing('SUCCESSFUL'), changes)).toMatchObject({
      status: 'SUCCESSFUL',
      fragments: { c8y_Command: { text: 'uptime', result: '5 days' }, seen: true },
    });
  });

  it('keeps what a change does not mention and removes what is null', () => {
    const before = standing('EXECUTING', { description: 'd', failureReason: 'r', fragments: { a: 1, b: 1 } });
    expect(applyOperationChanges(before, parseOperationChanges({ b: null }))).toEqual({ ...before, fragments: { a: 1 } });
    const changes = parseOperationChanges({ description: null, failureReason: '' });
    expect(applyOperationChanges(before, changes)).toEqual({ ...before, description: null, failureReason: null });
  });

  it('takes a failure with its reason', () => {
    const changes = parseOperationChanges({ status: 'FAILED', failureReason: 'no space left', id: '1', deviceId: '9' });
    expect(applyOperationChanges(standing('EXECUTING'), changes)).toEqual(standing('FAILED', { failureReason: 'no space left' }));
  });

  it.each([{ status: 'DONE' }, { status: 'pending' }, { status: null }, { status: 5 }, { failureReason: {} }])('refuses %j', (wrong) => {
    expect(() => parseOperationChanges(wrong)).toThrow(ExpectedError);
  });

  it('expires only while nobody has taken it, and says so to who comes late', () => {
    const expired = expireOperation(standing('PENDING'));
    expect(expired).toMatchObject({ status: 'FAILED', expired: true, failureReason: expect.stringContaining('Expired') });
    expect(() => applyOperationChanges(expired, { status: 'EXECUTING', fragments: {} })).toThrow('expired before anybody took it');
    for (const status of ['EXECUTING', 'SUCCESSFUL', 'FAILED'] as const) expect(expireOperation(standing(status))).toEqual(standing(status));
  });

  it('is taken back only while nobody has taken it', () => {
    const canceled = cancelOperation(standing('PENDING'));
    expect(canceled).toMatchObject({ status: 'FAILED', expired: false, failureReason: expect.stringContaining('Canceled') });
    for (const status of ['EXECUTING', 'SUCCESSFUL', 'FAILED'] as const) expect(cancelOperation(standing(status))).toEqual(standing(status));
  });

  it('is one of the four statuses after any sequence of changes, and stays where it ended', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...operationStatuses)), (wanted) => {
        let state = standing('PENDING');
        for (const status of wanted) {
          const legal = nextStatuses[state.status].includes(status);
          const ended = state.status === 'SUCCESSFUL' || state.status === 'FAILED';
          expect(ended && legal && status !== state.status).toBe(false);
          if (legal) state = applyOperationChanges(state, { status, fragments: {} });
          else expect(() => applyOperationChanges(state, { status, fragments: {} })).toThrow(ExpectedError);
        }
        expect(operationStatuses).toContain(state.status);
      }),
    );
  });
});

it('understands whatever is posted, or refuses it as invalid', () => {
  const keys = { deviceId: fc.jsonValue(), status: fc.jsonValue(), description: fc.jsonValue(), failureReason: fc.jsonValue(), c8y_Restart: fc.jsonValue() };
  const body = fc.oneof(fc.jsonValue(), fc.record(keys, { requiredKeys: [] }));
  fc.assert(
    fc.property(body, fc.constantFrom(parseOperation, parseOperationChanges), (anything, parse) => {
      try {
        parse(anything);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedError);
      }
    }),
  );
});
