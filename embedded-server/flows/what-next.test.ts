import { afterEach, beforeEach, expect, test } from 'vitest';

import { minuteMs, TestSite, tooWarm } from '../testing/test-site.ts';
import { startMaintenance } from './maintenance.ts';
import { addRule } from './rule-changes.ts';
import { watchSilence } from './silence-watch.ts';
import { whatNext } from './what-next.ts';

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

const next = () => whatNext(site.tenant).events;

test('with nothing under way nothing is due', () => {
  expect(whatNext(site.tenant)).toEqual({ events: [], more: 0 });
});

test('a condition that holds is told with when it becomes an alarm, until it is one or is over', async () => {
  const freezer = await site.addObject('Freezer room 2');
  await addRule(site.tenant, { ...tooWarm, condition: { kind: 'threshold', direction: 'above', limit: 8, deadband: 0.5, forMs: 10 * minuteMs, clearForMs: 0 } }, 'anna');
  const sinceMs = site.clock.now();
  await site.measure(freezer, 9);
  expect(next()).toEqual([{ kind: 'alarm-due', atMs: sinceMs + 10 * minuteMs, deviceId: String(freezer), deviceName: 'Freezer room 2', text: 'too warm', sinceMs }]);
  await site.pass(11);
  expect(next()).toEqual([]);
});

test('a device that should have spoken is told with when its silence counts', async () => {
  const meter = await site.addObject('Meter 7');
  for (let visit = 0; visit < 20; visit += 1) {
    await site.measure(meter, 1);
    site.clock.advance(5 * minuteMs);
  }
  const heardMs = site.clock.now() - 5 * minuteMs;
  expect(next()).toEqual([]);
  site.clock.advance(3 * minuteMs);
  expect(next()).toEqual([{ kind: 'silence-due', atMs: heardMs + 15 * minuteMs, deviceId: String(meter), deviceName: 'Meter 7', heardMs }]);
  site.clock.advance(10 * minuteMs);
  await watchSilence(site.tenant, site.clock.now());
  expect(next()).toEqual([]);
});

test('the end of a maintenance is told, and the soonest comes first', async () => {
  const freezer = await site.addObject('Freezer room 2');
  const pump = await site.addObject('Pump');
  const sinceMs = site.clock.now();
  await startMaintenance(site.tenant, String(freezer), { untilMs: sinceMs + 60 * minuteMs, reason: 'defrost', by: 'anna', mayMs: 86_400_000 });
  await startMaintenance(site.tenant, String(pump), { untilMs: sinceMs + 30 * minuteMs, reason: 'bearing', by: 'anna', mayMs: 86_400_000 });
  expect(next().map((event) => [event.kind, event.atMs - sinceMs])).toEqual([
    ['maintenance-ends', 30 * minuteMs],
    ['maintenance-ends', 60 * minuteMs],
  ]);
  expect(next()[0]).toMatchObject({ name: 'Pump', reason: 'bearing', sinceMs });
});
