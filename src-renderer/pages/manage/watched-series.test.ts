import { describe, expect, test } from 'vitest';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { type Listed, watchedSeries } from './watched-series.ts';

const air = { fragment: 'air', series: 'temperature' };
const of = (deviceId: string, deviceName: string, name = air): ConsoleSeries => ({
  ...name,
  id: `${deviceId} ${name.series}`,
  deviceId,
  deviceName,
  unit: '°C',
  latest: null,
  intervalMs: null,
});
const listed: Listed = {
  series: [of('2', 'Freezer 2'), of('1', 'Freezer 1'), of('3', 'Greenhouse'), of('1', 'Freezer 1', { fragment: 'air', series: 'humidity' })],
  isCut: false,
  names: [{ ...air, devices: 3 }],
  members: { ids: new Set(['1', '2', '9']), total: 3 },
};
const above = { verb: 'above', series: air } as const;

describe('a sentence applies to', () => {
  test('every device with the value', () => {
    const watched = watchedSeries({ ...above, scope: { kind: 'all' } }, listed);
    expect(watched.series.map(({ deviceName }) => deviceName)).toEqual(['Freezer 1', 'Freezer 2', 'Greenhouse']);
    expect(watched).toMatchObject({ devices: 3, atLeast: false });
  });

  test('those of a group that have it', () => {
    const watched = watchedSeries({ ...above, scope: { kind: 'group', groupId: '7' } }, listed);
    expect(watched.series.map(({ deviceId }) => deviceId)).toEqual(['1', '2']);
    expect(watched).toMatchObject({ devices: 2, atLeast: false });
  });

  test('at least so many of a group that was not listed to its end', () => {
    const cut = { ...listed, members: { ids: new Set(['1']), total: 900 } };
    expect(watchedSeries({ ...above, scope: { kind: 'group', groupId: '7' } }, cut)).toMatchObject({ devices: 1, atLeast: true });
  });

  test('devices and not values where silence is meant', () => {
    const silent = { verb: 'silent', series: null } as const;
    expect(watchedSeries({ ...silent, scope: { kind: 'all' } }, listed).devices).toBe(3);
    expect(watchedSeries({ ...silent, scope: { kind: 'device', deviceId: '1' } }, listed).devices).toBe(1);
  });

  test('nobody knows how many while the lists are on their way', () => {
    const nothing: Listed = { series: undefined, isCut: false, names: undefined, members: undefined };
    expect(watchedSeries({ ...above, scope: { kind: 'all' } }, nothing).devices).toBeUndefined();
    expect(watchedSeries({ ...above, scope: { kind: 'group', groupId: '7' } }, nothing).devices).toBeUndefined();
  });
});
