import fc from 'fast-check';
import { expect, test } from 'vitest';

import { longestKept, printable } from '#contract/printable.ts';
import type { Refusal } from '#contract/senders.ts';

import { isOwnAddress, networkOf, plainAddress } from './address.ts';
import { SenderMemory, type RefusedRequest } from './sender-memory.ts';

const refusal: Refusal = {
  kind: 'unknown-name',
  asked: 'measurement',
  askedId: null,
  line: null,
  column: null,
  field: null,
  missing: false,
};
const hourMs = 3_600_000;

function knock(address: string, userName: string | null, deviceId: number | null = null): RefusedRequest {
  return { address, userName, deviceId, stranger: true, refusal };
}

test('the same address and name is one sender, counted, with its first and last time', () => {
  const memory = new SenderMemory();
  for (const nowMs of [10, 20, 30]) memory.note(knock('10.0.0.7', 'pump'), nowMs);
  memory.note(knock('10.0.0.8', 'pump'), 40);
  expect(memory.strangers(50).map(({ attempt }) => attempt)).toMatchObject([
    { address: '10.0.0.7', userName: 'pump', count: 3, firstMs: 10, lastMs: 30 },
    { address: '10.0.0.8', count: 1 },
  ]);
});

test('after a day without a knock it is forgotten', () => {
  const memory = new SenderMemory();
  memory.note(knock('10.0.0.7', 'pump'), 0);
  expect(memory.strangers(24 * hourMs)).toHaveLength(1);
  expect(memory.strangers(24 * hourMs + 1)).toHaveLength(0);
});

test('who tries name after name fills a few places, then one for all the others', () => {
  const memory = new SenderMemory({ strangers: 300, namesOfNetwork: 5, devices: 10, attemptsOfDevice: 4 });
  for (let number = 0; number < 100; number += 1) memory.note(knock('10.0.0.7', `guess ${number}`), number);
  const strangers = memory.strangers(200);
  expect(strangers).toHaveLength(6);
  expect(strangers.at(-1)?.attempt).toMatchObject({ userName: null, count: 95 });
});

test('a flood from many addresses does not push out a lone sender', () => {
  const memory = new SenderMemory({ strangers: 20, namesOfNetwork: 5, devices: 10, attemptsOfDevice: 4 });
  memory.note(knock('192.168.1.9', 'pump'), 0);
  for (let number = 0; number < 1_000; number += 1) memory.note(knock(`10.0.0.${number % 10}`, `guess ${number}`), number);
  expect(memory.strangers(2_000).map(({ attempt }) => attempt.userName)).toContain('pump');
});

test('a flood of strangers leaves alone what is about a device', () => {
  const memory = new SenderMemory({ strangers: 5, namesOfNetwork: 5, devices: 10, attemptsOfDevice: 4 });
  memory.note({ ...knock('10.0.0.7', 'device_1', 1), refusal: { ...refusal, kind: 'cut-secret' } }, 0);
  for (let number = 0; number < 100; number += 1) memory.note(knock(`10.0.1.${number}`, 'x'), number);
  expect(memory.attemptsOf(1)).toMatchObject([{ kind: 'cut-secret', count: 1 }]);
});

test('whatever comes, no part of the memory grows beyond its limit, and nothing kept is long', () => {
  const limits = { strangers: 12, namesOfNetwork: 3, devices: 4, attemptsOfDevice: 3 };
  const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('10.0.0.1', '10.0.0.2'));
  const request = fc.tuple(address, fc.option(fc.string({ maxLength: 300 })), fc.option(fc.nat(20)));
  fc.assert(
    fc.property(fc.array(request, { maxLength: 120 }), (requests) => {
      const memory = new SenderMemory(limits);
      requests.forEach(([from, name, deviceId], index) => {
        memory.note(knock(from, name === null ? null : printable(name), deviceId), index);
        if (deviceId !== null) memory.noteAccepted(deviceId, from, index);
      });
      const strangers = memory.strangers(requests.length);
      expect(strangers.length).toBeLessThanOrEqual(limits.strangers);
      expect(new Set(strangers.map(({ key }) => key)).size).toBe(strangers.length);
      const devices = Array.from({ length: 21 }, (_, id) => memory.attemptsOf(id)).filter((attempts) => attempts.length > 0);
      expect(devices.length).toBeLessThanOrEqual(limits.devices);
      for (const attempts of devices) expect(attempts.length).toBeLessThanOrEqual(limits.attemptsOfDevice);
    }),
  );
});

test('a text that is kept is short, on one line and shows in the order it is written', () => {
  expect(printable('pump\r\n\u202eevil\u0000')).toBe('pump···evil·');
  expect(printable('x'.repeat(500))).toBe(`${'x'.repeat(longestKept)}…`);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(printable(text))));
});

test.each([
  ['::ffff:192.168.1.5', '192.168.1.5'],
  ['192.168.1.5', '192.168.1.5'],
  ['fe80::1', 'fe80::1'],
])('%s is shown as %s', (address, shown) => {
  expect(plainAddress(address)).toBe(shown);
});

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['128.0.0.1', false],
])('%s is this machine: %s', (address, own) => {
  expect(isOwnAddress(address)).toBe(own);
});

test('an IPv6 network counts as one, whatever addresses it takes in it', () => {
  expect(networkOf('2001:db8:1:2:3::9')).toBe(networkOf('2001:db8:1:2::77'));
  expect(networkOf('2001:db8:1:3::9')).not.toBe(networkOf('2001:db8:1:2::9'));
  expect(networkOf('10.0.0.1')).not.toBe(networkOf('10.0.0.2'));
});
