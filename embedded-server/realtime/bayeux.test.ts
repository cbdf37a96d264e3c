import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import { parseBayeux, succeeded, unknownClient } from './bayeux.ts';
import { parseAgentChannel, parseChannel } from './channel.ts';

test('whatever the body is, it is taken apart or refused in words', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      try {
        for (const message of parseBayeux(body)) expect(typeof message.channel).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedError);
        expect(error).toMatchObject({ code: 'malformed' });
      }
    }),
  );
});

const messages = fc.record(
  {
    channel: fc.string({ maxLength: 300 }),
    id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
    clientId: fc.oneof(fc.string(), fc.jsonValue()),
    subscription: fc.oneof(fc.string(), fc.array(fc.string()), fc.jsonValue()),
    advice: fc.oneof(fc.record({ timeout: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()) }), fc.jsonValue()),
    ext: fc.oneof(fc.record({ 'com.cumulocity.authn': fc.record({ token: fc.string() }) }), fc.jsonValue()),
  },
  { requiredKeys: ['channel'] },
);

test('a reply repeats channel and id of what it replies to', () => {
  fc.assert(
    fc.property(fc.array(messages, { minLength: 1 }), (body) => {
      let parsed;
      try {
        parsed = parseBayeux(body);
      } catch (error) {
        expect(error).toMatchObject({ code: 'malformed' });
        return;
      }
      expect(parsed).toHaveLength(body.length);
      parsed.forEach((message, index) => {
        const reply = JSON.parse(JSON.stringify(succeeded(message))) as Record<string, unknown>;
        expect(reply).toMatchObject({ channel: body[index]?.channel, successful: true });
        expect(reply['id']).toEqual(message.id);
        expect(message.timeoutMs ?? 0).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});

test('a message alone counts as a list of one', () => {
  expect(parseBayeux({ channel: '/meta/connect', clientId: 'c', advice: { timeout: 10 } })).toEqual([
    { channel: '/meta/connect', id: undefined, clientId: 'c', subscriptions: [], timeoutMs: 10, authorization: undefined },
  ]);
});

test('a handshake may carry its credential', () => {
  const [basic] = parseBayeux([{ channel: '/meta/handshake', ext: { 'com.cumulocity.authn': { token: 'YTpi' } } }]);
  const [bearer] = parseBayeux([{ channel: '/meta/handshake', ext: { 'com.cumulocity.authn': { bearer: 'x' } } }]);
  const [access] = parseBayeux([{ channel: '/meta/handshake', ext: { 'com.cumulocity.authn': { token: 'ey.ey.x' } } }]);
  expect([basic, bearer, access].map((one) => one?.authorization)).toEqual(['Basic YTpi', 'Bearer x', 'Bearer ey.ey.x']);
});

test.each([[[]], [null], ['x'], [[1]], [[{}]], [[{ channel: 1 }]], [Array.from({ length: 101 }, () => ({ channel: 'c' }))]])('%j is refused', (body) => {
  expect(() => parseBayeux(body)).toThrow(ExpectedError);
});

test('who is not known is told to begin anew', () => {
  expect(unknownClient({ channel: '/meta/connect', id: '3', clientId: 'c', subscriptions: [], timeoutMs: undefined, authorization: undefined })).toEqual({
    channel: '/meta/connect',
    id: '3',
    successful: false,
    error: '402::Unknown client',
    advice: { reconnect: 'handshake', interval: 0 },
  });
});

test.each([
  ['/alarms/12', '/alarms/12', 12],
  ['/alarms/*', '/alarms/*', null],
  ['/alarms/**', '/alarms/*', null],
  ['/alarmsWithChildren/7', '/alarmsWithChildren/7', 7],
  ['/eventsWithChildren/*', '/eventsWithChildren/*', null],
  ['/managedobjects/3', '/managedobjects/3', 3],
  ['/measurements/003', '/measurements/3', 3],
  ['/operations/*', '/operations/*', null],
])('%s is a channel', (text, name, objectId) => {
  expect(parseChannel(text)).toEqual({ name, objectId });
});

test.each(['', '/', '/alarms', '/alarms/', '/alarms/x', '/*', '/**', '/meta/connect', '/measurementsWithChildren/1', '/alarms/1/2', '/12', '/alarmsWithChildrenWithChildren/1'])(
  "'%s' is none",
  (text) => {
    expect(parseChannel(text)).toBeNull();
  },
);

test('no text breaks the channels, and a channel is its own name', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\/[a-zA-Z*]{0,20}\/[0-9*]{0,20}$/)), (text) => {
      for (const parse of [parseChannel, parseAgentChannel]) {
        const channel = parse(text);
        if (channel) expect(parse(channel.name)).toEqual(channel);
      }
    }),
  );
});
