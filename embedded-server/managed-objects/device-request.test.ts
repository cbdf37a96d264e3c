import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import {
  accepted,
  acceptWindowMs,
  afterPoll,
  deviceUserName,
  parseAcceptance,
  parseAnnouncement,
  parseNewRequest,
  tokenMatches,
  type DeviceRequestState,
} from './device-request.ts';

const announced: DeviceRequestState = { status: 'WAITING_FOR_CONNECTION', address: null, changedMs: 0 };
const waiting: DeviceRequestState = { status: 'PENDING_ACCEPTANCE', address: '10.0.0.5', changedMs: 1000 };
const welcome: DeviceRequestState = { ...waiting, status: 'ACCEPTED' };
const late = 1000 + acceptWindowMs + 1;

describe('afterPoll', () => {
  it('shows a device that connects first, however long ago it was announced', () => {
    expect(afterPoll(announced, { address: '10.0.0.5', nowMs: late })).toEqual({ ...waiting, changedMs: late });
  });

  it('serves the accepted address once the operator said so', () => {
    expect(afterPoll(welcome, { address: '10.0.0.5', nowMs: 2000 })).toBe('serve');
  });

  it('changes nothing for another address while one waits or is accepted', () => {
    expect(afterPoll(waiting, { address: '10.0.0.6', nowMs: 2000 })).toBe(waiting);
    expect(afterPoll(welcome, { address: '10.0.0.6', nowMs: 2000 })).toBe(welcome);
  });

  it('lets an acceptance lapse', () => {
    expect(afterPoll(welcome, { address: '10.0.0.5', nowMs: late })).toEqual({ ...waiting, changedMs: late });
  });

  it('lets another address take over when the first has gone away', () => {
    expect(afterPoll(waiting, { address: '10.0.0.6', nowMs: late })).toEqual({ ...waiting, address: '10.0.0.6', changedMs: late });
  });

  it('notes a device that keeps waiting once a minute', () => {
    expect(afterPoll(waiting, { address: '10.0.0.5', nowMs: 30_000 })).toBe(waiting);
    expect(afterPoll(waiting, { address: '10.0.0.5', nowMs: 90_000 })).toEqual({ ...waiting, changedMs: 90_000 });
  });
});

describe('accepted', () => {
  it('needs a device that waits right now', () => {
    expect(accepted(waiting, 2000)).toEqual({ ...welcome, changedMs: 2000 });
    expect(() => accepted(announced, 0)).toThrow(ExpectedError);
    expect(() => accepted(welcome, 2000)).toThrow(ExpectedError);
    expect(() => accepted(waiting, late)).toThrow(ExpectedError);
  });
});

it('matches tokens', () => {
  expect(tokenMatches(null, null)).toBe(true);
  expect(tokenMatches(null, '123')).toBe(true);
  expect(tokenMatches('123', '123')).toBe(true);
  expect(tokenMatches('123', '124')).toBe(false);
  expect(tokenMatches('123', null)).toBe(false);
});

it('makes user names that basic auth can carry', () => {
  expect(deviceUserName('AA:BB/CC 1')).toBe('device_AA-BB-CC-1');
});

describe('what is posted', () => {
  it('is an id with an optional token', () => {
    expect(parseAnnouncement({ id: 4711 })).toEqual({ id: '4711', securityToken: null });
    expect(parseNewRequest({ id: 's', securityToken: 't' })).toEqual({ id: 's', securityToken: 't', type: null, groupId: null });
    expect(parseNewRequest({ id: 's', type: 'c8y_Air', groupId: '12' })).toMatchObject({ type: 'c8y_Air', groupId: 12 });
    expect(parseAcceptance({ status: 'ACCEPTED' })).toEqual({ securityToken: null });
  });

  it.each([[{}], [{ id: '' }], [{ id: 's', groupId: 'x' }], [{ id: 's', type: 5 }], [{ id: 's', securityToken: 5 }], [null]])('refuses %j', (body) => {
    expect(() => parseNewRequest(body)).toThrow(ExpectedError);
  });

  it('never fails otherwise', () => {
    const body = fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), status: fc.jsonValue(), securityToken: fc.jsonValue() }));
    fc.assert(
      fc.property(body, fc.constantFrom(parseAnnouncement, parseNewRequest, parseAcceptance), (posted, parse) => {
        try {
          parse(posted);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpectedError);
        }
      }),
    );
  });
});
