/** A replay from the sources to the last acknowledgement. */
import { badRowLine, closingLines, seldom, setLines } from './announcements.ts';
import type { ReplayOptions } from './command-line.ts';
import { deviceUrlOf } from './console-client.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { paceOf } from './pace.ts';
import { ProgressDisplay, type Screen } from './progress-display.ts';
import { decideSpans, planDevices, type DevicePlan } from './remaining.ts';
import { sendAll } from './send-all.ts';
import { pinWatch, prepareSite, sessionOf, type SignedIn } from './site.ts';
import { findDevices, requireDevices, type SourceDevice } from './source-sets.ts';
import type { Stop } from './stop.ts';
import { surveyDevices } from './survey.ts';
import { Trouble } from './trouble.ts';

const giveUpAfterMs = 5 * 60_000;
const answerWithinMs = 30_000;
const troubleEveryMs = 5000;

export interface ReplayParts {
  screen: Screen;
  signals: Stop;
  /** Asked for at most once. */
  password(): Promise<string>;
}

export interface ReplayResult {
  /** Readings in the store by the ledger, of all that were wanted. */
  done: number;
  total: number;
}

function sourceDevices({ sets, setsNamed, folder }: ReplayOptions): SourceDevice[] {
  const devices = setsNamed ? requireDevices(sets, folder) : sets.flatMap((set) => findDevices(set, folder));
  if (devices.length === 0) throw new Trouble('source', `There are no data sets under ${folder}; say where they are with --data`);
  return devices;
}

async function beginLedger(ledger: Ledger, options: ReplayOptions): Promise<string> {
  const deviceUrl = options.deviceUrl ?? (await deviceUrlOf(options.consoleUrl));
  if (ledger.state.deviceUrl === null) ledger.append({ kind: 'replay', version: 1, deviceUrl, startedMs: Date.now() });
  return deviceUrl;
}

/** Survey the sources, decide what is sent, write the decisions down. */
async function plan(options: ReplayOptions, ledger: Ledger, say: (line: string) => void): Promise<DevicePlan[]> {
  const devices = sourceDevices(options);
  const surveys = await surveyDevices(devices, (bad) => say(badRowLine(options.folder, bad)));
  const spans = decideSpans(surveys, ledger.state, { ...options, nowMs: Date.now() });
  for (const span of spans.values()) if (!ledger.state.sets.has(span.set)) ledger.append(span);
  return planDevices(surveys, spans, ledger.state);
}

interface Sending {
  options: ReplayOptions;
  parts: ReplayParts;
  ledger: Ledger;
  plans: readonly DevicePlan[];
  deviceUrl: string;
  session: SignedIn;
}

async function send({ options, parts, ledger, plans, deviceUrl, session }: Sending, display: ProgressDisplay): Promise<void> {
  const say = (line: string) => display.say(line);
  const pins = pinWatch(options, plans, ledger, session, say);
  const sayTrouble = seldom(say, troubleEveryMs);
  await sendAll(plans, {
    sender: { deviceUrl, giveUpAfterMs, answerWithinMs, ...parts.signals, onTrouble: (reason) => sayTrouble(`Trying again: ${reason}`) },
    ledger,
    pace: paceOf(options.speed, parts.signals.stop),
    batchSize: options.batchSize,
    connections: options.connections,
    onStored(stored, readings) {
      display.add(readings);
      pins?.begun(stored.device);
    },
  });
  if (!parts.signals.stop.aborted) await pins?.settle();
}

/** Send with the progress on screen, and say at the end, however it ends, what is stored. */
async function sendShown(sending: Sending): Promise<ReplayResult> {
  const { plans, parts, options } = sending;
  const total = plans.reduce((sum, { total: count }) => sum + count, 0);
  const before = plans.reduce((sum, { stored }) => sum + stored, 0);
  const display = new ProgressDisplay(parts.screen, total, before);
  const startedMs = performance.now();
  try {
    await send(sending, display);
  } finally {
    display.close();
    const seconds = (performance.now() - startedMs) / 1000;
    const summary = { done: display.done, total, seconds, sent: display.done - before, ledger: options.ledger };
    for (const line of closingLines(summary)) display.say(line);
  }
  return { done: display.done, total };
}

/**
 * Replay the data sets of `options`.
 * @returns what is stored; `done` is less than `total` only when it was stopped.
 * @throws Trouble when it could not begin or go on; the ledger knows what is stored, the screen was told.
 */
export async function runReplay(options: ReplayOptions, parts: ReplayParts): Promise<ReplayResult> {
  const say = (line: string) => void parts.screen.write(`${line}\n`);
  const ledger = openLedger(options.ledger);
  try {
    const deviceUrl = await beginLedger(ledger, options);
    const plans = await plan(options, ledger, say);
    for (const line of setLines(plans)) say(line);
    const session = sessionOf(options, parts.password);
    for (const line of await prepareSite(options, plans, ledger, session)) say(line);
    return await sendShown({ options, parts, ledger, plans, deviceUrl, session });
  } finally {
    ledger.close();
  }
}
