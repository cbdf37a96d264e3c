/** The journal of alarms as a file for a spreadsheet, as a job: newest first, a line an alarm. */
import { z } from 'zod';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import { csvLine, csvStart } from '#contract/csv.ts';
import { journalColumns, journalExportSchema, type JournalColumn, type JournalExport, type JournalState } from '#contract/journal-export.ts';
import { formatInstant } from '#contract/time.ts';
import { zoneOffsets, type ZoneOffset } from '#contract/zone-offset.ts';

import { oldestAlarm } from '../alarms/alarm-list.ts';
import { readSite } from '../tenants/site-settings.ts';
import { alarmJournal } from './console-alarms.ts';
import { defineJobKind } from './job-kind.ts';
import type { OpenTenant } from './open-tenant.ts';

const hourMs = 3_600_000;
/** Alarms read in one slice, and lines after which the job's place is stored. */
const slice = 100;
const linesPerStep = 2_000;

type Cell = string | number | null;

interface LineForm {
  parameters: JournalExport;
  offsetOf: ZoneOffset;
}

function stateOf({ state: { active, acknowledged } }: ConsoleAlarm): JournalState {
  if (active) return acknowledged ? 'activeAcknowledged' : 'active';
  return acknowledged ? 'endedAcknowledged' : 'ended';
}

/** "2026-11-19 14:32:08" on the site's clock, as spreadsheets take it for a time. */
function localTime(timeMs: number | null, offsetOf: ZoneOffset): Cell {
  return timeMs === null ? null : new Date(timeMs + offsetOf(timeMs)).toISOString().slice(0, 19).replace('T', ' ');
}

function cellsOf(alarm: ConsoleAlarm, { parameters: { words, decimalComma }, offsetOf }: LineForm): Record<JournalColumn, Cell> {
  const local = (timeMs: number | null) => localTime(timeMs, offsetOf);
  const number = (value: number | null | undefined) => (typeof value === 'number' && decimalComma ? String(value).replace('.', ',') : (value ?? null));
  return {
    began: local(alarm.sinceMs),
    beganUtc: formatInstant(alarm.sinceMs),
    severity: words.severity[alarm.severity],
    alarm: words.texts[alarm.text] ?? alarm.text,
    device: alarm.deviceName,
    place: alarm.place,
    state: words.state[stateOf(alarm)],
    ended: local(alarm.endedMs),
    endedUtc: alarm.endedMs === null ? null : formatInstant(alarm.endedMs),
    acknowledgedBy: alarm.acknowledgedBy,
    acknowledged: local(alarm.acknowledgedMs),
    value: number(alarm.cause?.value),
    limit: number(alarm.cause?.limit),
    unit: alarm.cause?.unit ?? null,
    notes: alarm.notes.map(({ timeMs, by, text }) => `${local(timeMs)} ${by}: ${text}`).join('\n'),
  };
}

function lineOf(alarm: ConsoleAlarm, form: LineForm): string {
  const cells = cellsOf(alarm, form);
  return csvLine(journalColumns.map((column) => cells[column]), form.parameters.separator);
}

/** How far back it goes: what the progress is told in, because how many alarms fit is known only when all have been looked at. */
function backwards(tenant: OpenTenant, { fromMs, toMs }: JournalExport): (timeMs: number) => number {
  const newestMs = Math.min(toMs ?? Number.MAX_SAFE_INTEGER, tenant.clock.now());
  const oldestMs = Math.max(fromMs ?? 0, tenant.database.readFirst(oldestAlarm())?.first_ms ?? newestMs);
  const clamped = (timeMs: number) => Math.min(newestMs, Math.max(oldestMs, timeMs));
  return (timeMs) => Math.ceil((newestMs - clamped(timeMs)) / hourMs);
}

export const journalExport = defineJobKind({
  name: 'journal-export',
  access: 'site:read',
  parameters: journalExportSchema,
  /** What began before it is still to be written. */
  checkpoint: z.object({ before: z.object({ ms: z.number(), id: z.string() }), lines: z.number() }),
  title: ({ title }) => ({ title }),
  async run(job) {
    const { tenant, parameters } = job;
    const { severity, search, fromMs, toMs, fileName, heads, separator } = parameters;
    const file = await job.file(fileName, 'text/csv; charset=utf-8');
    if (job.checkpoint === null) await file.append(csvStart + csvLine(journalColumns.map((column) => heads[column]), separator));
    const form = { parameters, offsetOf: zoneOffsets(readSite(tenant.database, tenant.id).timeZone) };
    const filter = { ...(severity && { severity }), ...(search && { search }), ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) };
    const hoursTo = backwards(tenant, parameters);
    const total = Math.max(1, hoursTo(0));
    job.setTotal(total);
    let { before, lines } = job.checkpoint ?? { before: null, lines: 0 };
    let stored = lines;
    for (;;) {
      const page = alarmJournal(tenant, { ...filter, ...(before && { beforeMs: before.ms, beforeId: before.id }), limit: slice });
      await file.append(page.alarms.map((alarm) => lineOf(alarm, form)).join(''));
      lines += page.alarms.length;
      const last = page.alarms.at(-1);
      if (!page.more || !last) break;
      job.progress(hoursTo(last.sinceMs));
      before = { ms: last.sinceMs, id: last.id };
      if (lines - stored < linesPerStep) await job.turn();
      else {
        const checkpoint = { before, lines };
        await job.step(function* () {
          return { checkpoint, done: hoursTo(checkpoint.before.ms) };
        });
        stored = lines;
      }
    }
    await job.step(function* () {
      return { checkpoint: { before: { ms: 0, id: '0' }, lines }, done: total, counts: { lines } };
    });
  },
});
