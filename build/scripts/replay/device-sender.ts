/** One batch to the device listener, tried until it is stored, refused, or given up. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { DeviceEntry } from './ledger-entries.ts';
import { outcomeOf, waitBeforeNext, type PostOutcome } from './post-outcome.ts';
import { Trouble } from './trouble.ts';

export interface SenderSettings {
  deviceUrl: string;
  /** After this many ms without an acknowledgement the replay ends. */
  giveUpAfterMs: number;
  /** Longest wait for one answer. */
  answerWithinMs: number;
  /** Aborted when the person stops the replay: no further try is made. */
  stop: AbortSignal;
  /** Aborted a little later: nothing is waited for any more. */
  cutOff: AbortSignal;
  /** Told before each wait. */
  onTrouble(reason: string): void;
}

export interface Delivery {
  credential: DeviceEntry;
  body: string;
  /** The same for every try, so that a try whose answer was lost is not stored twice. */
  idempotencyKey: string;
}

const mediaType = 'application/vnd.com.nsn.cumulocity.measurementcollection+json';
const path = '/measurement/measurements';
const shownLength = 300;

function headersOf({ credential, idempotencyKey }: Delivery): Record<string, string> {
  const { tenant, userName, secret } = credential;
  return {
    authorization: `Basic ${Buffer.from(`${tenant}/${userName}:${secret}`).toString('base64')}`,
    'content-type': mediaType,
    'idempotency-key': idempotencyKey,
    // An empty Accept asks for an empty answer; fetch alone would ask for anything, and get everything back.
    accept: '',
  };
}

function connectionReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `no answer (${cause instanceof Error ? cause.message || cause.name : String(cause)})`;
}

async function messageOf(response: Response): Promise<string> {
  const text = (await response.text().catch(() => '')).slice(0, shownLength);
  const hint = response.status === 401 ? ' If the core was set up anew since, name another --ledger.' : '';
  return `The core answered ${response.status}: ${text}${hint}`;
}

type Passing = Exclude<PostOutcome, { kind: 'refused' }>;

/** @throws Trouble 'refused' when trying again is of no use. */
async function post(settings: SenderSettings, delivery: Delivery): Promise<Passing> {
  const signal = AbortSignal.any([AbortSignal.timeout(settings.answerWithinMs), settings.cutOff]);
  const url = new URL(path, settings.deviceUrl);
  try {
    const response = await fetch(url, { method: 'POST', headers: headersOf(delivery), body: delivery.body, signal });
    const outcome = outcomeOf(response.status, response.headers.get('retry-after'));
    if (outcome.kind === 'refused') throw new Trouble('refused', await messageOf(response));
    await response.arrayBuffer();
    return outcome;
  } catch (error) {
    if (error instanceof Trouble) throw error;
    return { kind: 'again', reason: connectionReason(error), afterMs: null };
  }
}

/** @returns false when the replay was stopped before the time was over. */
function pause(ms: number, stop: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal: stop }).catch(() => false);
}

/**
 * Send one batch.
 * @returns whether it is known to be stored; false when the replay was stopped while it was not.
 * @throws Trouble 'refused' when trying again is of no use, 'unreachable' when the time for it is over.
 */
export async function deliver(settings: SenderSettings, delivery: Delivery): Promise<boolean> {
  const startedMs = performance.now();
  for (let tries = 1; ; tries += 1) {
    const outcome = await post(settings, delivery);
    if (outcome.kind === 'stored') return true;
    if (performance.now() - startedMs > settings.giveUpAfterMs) {
      throw new Trouble('unreachable', `Given up after ${Math.round(settings.giveUpAfterMs / 1000)} s: ${outcome.reason}`);
    }
    if (!settings.stop.aborted) settings.onTrouble(outcome.reason);
    if (!(await pause(waitBeforeNext(tries, outcome.afterMs, Math.random()), settings.stop))) return false;
  }
}
