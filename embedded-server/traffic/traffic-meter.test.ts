import { expect, test } from 'vitest';

import { FakeClock } from '../testing/fake-clock.ts';
import { TrafficMeter } from './traffic-meter.ts';

function send(meter: TrafficMeter, clock: FakeClock, userName: string, perSecond: number, seconds: number, accepted = true): void {
  for (let count = 0; count < perSecond * seconds; count += 1) {
    clock.advance(1000 / perSecond);
    meter.count('main', userName, accepted);
  }
}

test('a steady sender is shown at its pace within five seconds, and at nothing some seconds after it stops', () => {
  const clock = new FakeClock();
  const meter = new TrafficMeter(clock);
  send(meter, clock, 'device_1', 20, 5);
  expect(meter.all()[0]?.perSecond).toBeGreaterThan(17);
  expect(meter.all()[0]?.perSecond).toBeLessThan(23);
  clock.advance(15_000);
  expect(meter.all()[0]?.perSecond).toBeLessThan(0.1);
});

test('the busiest comes first, and a tenant sees its own only', () => {
  const clock = new FakeClock();
  const meter = new TrafficMeter(clock);
  send(meter, clock, 'quiet', 1, 3);
  send(meter, clock, 'busy', 10, 3);
  meter.count('other', 'device_9', true);
  expect(meter.all('main').map(({ userName }) => userName)).toEqual(['busy', 'quiet']);
  expect(meter.all('other')).toMatchObject([{ userName: 'device_9', refused: 0, lastRefusedMs: null }]);
});

test('who was refused is known at once, how often and when', () => {
  const clock = new FakeClock();
  const meter = new TrafficMeter(clock);
  meter.count('main', 'device_1', true);
  meter.count('main', 'device_1', false);
  meter.count('main', 'device_1', false);
  expect(meter.all()).toMatchObject([{ refused: 2, lastRefusedMs: clock.now() }]);
});

test('the memory is bounded; who was refused is remembered before those who stopped', () => {
  const clock = new FakeClock();
  const meter = new TrafficMeter(clock);
  meter.count('main', 'refused', false);
  for (let count = 0; count < 50_000; count += 1) {
    clock.advance(2);
    meter.count('main', `device_${count}`, true);
  }
  const all = meter.all();
  expect(all.length).toBeLessThanOrEqual(20_000);
  expect(all.some(({ userName }) => userName === 'refused')).toBe(true);
});
