/** What of the sources is still to be sent, by the ledger. */
import { placeOf, type LedgerState, type SetEntry } from './ledger-entries.ts';
import { isWithin, lastReadingMs, spanOf, type SpanWishes } from './span.ts';
import type { Reading } from './source-rows.ts';
import type { SetName, SourceDevice } from './source-sets.ts';
import { deviceReadings, type DeviceSurvey } from './survey.ts';

/** One device with what is decided about it. */
export interface DevicePlan {
  device: SourceDevice;
  span: SetEntry;
  /** Readings within the span. */
  total: number;
  /** Of these, already stored by an earlier run. */
  stored: number;
  open: { count: number } | null;
  /** Source time the set begins at. */
  originMs: number;
}

/** The spans of the sets: the ledger's where it has them, else as wished. */
export function decideSpans(
  surveys: readonly DeviceSurvey[],
  state: LedgerState,
  wishes: SpanWishes & { folder: string; nowMs: number },
): Map<SetName, SetEntry> {
  const sets = [...new Set(surveys.map(({ device }) => device.set))];
  const spans = sets.map((set): [SetName, SetEntry] => {
    const fresh = spanOf(set, lastReadingMs(surveys, set), wishes, wishes.nowMs);
    return [set, state.sets.get(set) ?? { kind: 'set', folder: wishes.folder, ...fresh }];
  });
  return new Map(spans);
}

/** The readings of a device that are within the span, in file order. */
export async function* wantedReadings(device: SourceDevice, span: SetEntry): AsyncGenerator<Reading> {
  // Bad rows were told by the survey.
  for await (const reading of deviceReadings(device, () => undefined)) {
    if (isWithin(span, reading.timeMs)) yield reading;
  }
}

async function countWanted(survey: DeviceSurvey, span: SetEntry): Promise<number> {
  if (span.fromMs === null) return survey.readings;
  let count = 0;
  for await (const reading of wantedReadings(survey.device, span)) count += Number(isWithin(span, reading.timeMs));
  return count;
}

function originOf(surveys: readonly DeviceSurvey[], span: SetEntry): number {
  const first = Math.min(...surveys.filter(({ device }) => device.set === span.set).map(({ firstMs }) => firstMs));
  return Math.max(first, span.fromMs ?? first);
}

/** What is left to do for each device. */
export async function planDevices(
  surveys: readonly DeviceSurvey[],
  spans: ReadonlyMap<SetName, SetEntry>,
  state: LedgerState,
): Promise<DevicePlan[]> {
  const plans: DevicePlan[] = [];
  for (const survey of surveys) {
    const { device } = survey;
    const span = spans.get(device.set);
    if (!span) continue;
    const progress = state.progress.get(placeOf(device)) ?? { stored: 0, open: null };
    plans.push({ device, span, total: await countWanted(survey, span), ...progress, originMs: originOf(surveys, span) });
  }
  return plans;
}
