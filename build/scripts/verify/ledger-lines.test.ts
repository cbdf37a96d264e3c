import { expect, test } from 'vitest';

import { parseLedger } from './ledger-lines.ts';

const first = '{"kind":"replay","version":1,"deviceUrl":"http://127.0.0.1:1","startedMs":5}\n';
const set = '{"kind":"set","set":"office","folder":"/f","shiftMs":-7,"fromMs":null}\n';
const device = '{"kind":"device","set":"office","key":"office","deviceId":"12","tenant":"main","userName":"device_12","secret":"s"}\n';
const sent = '{"kind":"sending","set":"office","key":"office","from":0,"count":5}\n{"kind":"stored","set":"office","key":"office","upTo":5}\n';

test('what a replay wrote down', () => {
  const ledger = parseLedger(`${first}${set}${device}${sent}{"kind":"sto`);
  expect(ledger).toMatchObject({ deviceUrl: 'http://127.0.0.1:1', sets: [{ set: 'office', shiftMs: -7 }], devices: [{ deviceId: '12', secret: 's' }] });
  expect(ledger?.acknowledged.get('office/office')).toBe(5);
});

test.each(['', 'a letter\n', `${first}{"kind":"moon"}\n`, set])('no ledger: %j', (text) => {
  expect(parseLedger(text)).toBeNull();
});
