/** Counters of a device whose unit is exchanged: which there are, and how their pictures go on over the exchange. */
import type { CallReply } from '#contract/console-api.ts';
import type { CounterSwap } from '#contract/counter-swaps.ts';
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { continued, counterSteps, isCounter, type CounterStep } from '../measurements/points/counter.ts';
import { readPoints, type PointColumns } from '../measurements/points/point-range.ts';
import type { Piece } from '../measurements/points/range-buckets.ts';
import type { Series } from '../measurements/series-memory.ts';
import { replacementsOf } from '../replacements/replacement-store.ts';
import { noSuchObject } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';
import { replacementUndoSchema, type KeptSwap } from './replacement-undo.ts';

/** A counter shows what it is within this. */
const lookedAtMs = 14 * 86_400_000;

/** Counters whose readings at exchanges are known, in the order they were exchanged. */
function keptSwaps(tenant: OpenTenant, deviceId: number): KeptSwap[] {
  if (!tenant.exchanges.knows(deviceId)) return [];
  const rows = tenant.database.read(replacementsOf(deviceId)).reverse();
  return rows.flatMap(({ undo }) => replacementUndoSchema.parse(JSON.parse(undo)).counters);
}

const isOf = ({ fragment, series }: Series) => (swap: CounterSwap): boolean => swap.fragment === fragment && swap.series === series;

/** What was counted before, exchange by exchange; none for what was never exchanged or whose readings nobody gave. */
export function stepsOf(tenant: OpenTenant, series: Series): CounterStep[] {
  return counterSteps(keptSwaps(tenant, series.deviceId).filter(isOf(series)));
}

/** What readings of a series are shown as. */
export interface ShownReadings {
  points: (points: PointColumns) => PointColumns;
  /** Null where it must be looked at one by one. */
  piece: (piece: Piece) => Piece | null;
  /** What the newest readings are raised by; undefined for nothing. */
  added: number | undefined;
}

const asTheyAre: ShownReadings = { points: (points) => points, piece: (piece) => piece, added: undefined };

function shownPiece(steps: readonly CounterStep[], piece: Piece): Piece | null {
  if (steps.some(({ fromMs }) => fromMs > piece.fromMs && fromMs <= piece.toMs)) return null;
  const shown = (value: number) => continued(steps, piece.fromMs, value);
  return { ...piece, low: shown(piece.low), high: shown(piece.high), mean: shown(piece.mean) };
}

/** As they are, unless its counter was exchanged and somebody said where both stood. */
export function continuedReadings(tenant: OpenTenant, series: Series): ShownReadings {
  const steps = stepsOf(tenant, series);
  if (steps.length === 0) return asTheyAre;
  return {
    points: ({ times, values }) => ({ times, values: values.map((value, index) => continued(steps, times[index] ?? 0, value)) }),
    piece: (piece) => shownPiece(steps, piece),
    added: steps.at(-1)?.added || undefined,
  };
}

/** Since its last exchange: over one it falls. */
function countsUp(tenant: OpenTenant, series: Series): boolean {
  if (!series.latest || series.unit === '%') return false;
  const endMs = series.latest.timeMs + 1;
  const sinceMs = keptSwaps(tenant, series.deviceId).findLast(isOf(series))?.fromMs ?? 0;
  return isCounter(readPoints(tenant.database, tenant.measurements, series, Math.max(sinceMs, endMs - lookedAtMs), endMs).value);
}

/** What counts up at a device, with the last reading. @throws ExpectedError 'not-found'. */
export function deviceCounters(tenant: OpenTenant, deviceId: string): CallReply<'counters'> {
  const id = parseId(deviceId);
  if (id === null) throw noSuchObject(deviceId);
  const counting = tenant.series.ofDevice(id).filter((series) => countsUp(tenant, series));
  return { counters: counting.map(({ fragment, series, unit, latest }) => ({ fragment, series, unit, last: latest?.value ?? 0 })) };
}

/**
 * Readings at an exchange as they are kept: whatever comes after the old unit's last reading is the new one's.
 * @throws ExpectedError 'invalid' for a series the device does not have.
 */
export function swapsToKeep(tenant: OpenTenant, deviceId: number, swaps: readonly CounterSwap[]): KeptSwap[] {
  const known = tenant.series.ofDevice(deviceId);
  return swaps.map((swap) => {
    const series = known.find((one) => isOf(one)(swap));
    if (!series) throw new ExpectedError('invalid', 'The device has no such counter', { fields: { counters: swap.series } });
    const nowMs = tenant.clock.now();
    return { ...swap, fromMs: Math.min(nowMs, (series.latest?.timeMs ?? nowMs) + 1) };
  });
}
