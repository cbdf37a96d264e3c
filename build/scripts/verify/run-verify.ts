/** A verification from the ledger to the verdict. */
import { readFileSync } from 'node:fs';

import { parseLedger, type ReplayedDevice, type ReplayLedger } from './ledger-lines.ts';
import { deviceLines, totalLine } from './report.ts';
import { keysOf } from './source-catalogue.ts';
import { verifyDevice, type DeviceVerdict } from './verify-device.ts';

export interface VerifyOptions {
  ledger: string;
  /** Null: where the replay found them. */
  folder: string | null;
  /** Null: as in the ledger. */
  deviceUrl: string | null;
}

/** Devices read at the same time. */
const connections = 3;

function openLedger(file: string): ReplayLedger {
  const ledger = parseLedger(readFileSync(file, 'utf8'));
  if (!ledger) throw new Error(`${file} is no ledger of a replay`);
  return ledger;
}

/** Devices that the sources have and the ledger has not. */
function lackingDevices(ledger: ReplayLedger, folder: string | null): string[] {
  return ledger.sets.flatMap((set) => {
    const known = new Set(ledger.devices.filter((device) => device.set === set.set).map(({ key }) => key));
    const lacking = keysOf(set.set, folder ?? set.folder).filter((key) => !known.has(key));
    return lacking.map((key) => `BAD  ${set.set}/${key}: has a source file, but was never replayed`);
  });
}

function acknowledgedLine(ledger: ReplayLedger, { name, expected }: DeviceVerdict): string[] {
  const acknowledged = ledger.acknowledged.get(name) ?? 0;
  if (acknowledged >= expected) return [];
  return [`     the replay was not finished: ${acknowledged} of ${expected} readings were acknowledged`];
}

interface Verification {
  ledger: ReplayLedger;
  options: VerifyOptions;
  /** Of every measurement seen so far. */
  ids: Set<string>;
}

async function verdictOf(device: ReplayedDevice, { ledger, options, ids }: Verification): Promise<DeviceVerdict> {
  const set = ledger.sets.find((one) => one.set === device.set);
  if (!set) throw new Error(`The ledger names ${device.set}/${device.key}, but not what was replayed of ${device.set}`);
  const place = { folder: options.folder ?? set.folder, deviceUrl: options.deviceUrl ?? ledger.deviceUrl };
  return verifyDevice(device, set, place, ids);
}

/** Says the verdicts in the ledger's order, in whichever order they come. */
function inOrder(say: (verdict: DeviceVerdict) => void): { verdicts: DeviceVerdict[]; take(index: number, verdict: DeviceVerdict): void } {
  const verdicts: DeviceVerdict[] = [];
  let told = 0;
  return {
    verdicts,
    take(index, verdict) {
      verdicts[index] = verdict;
      for (let next = verdicts[told]; next; next = verdicts[told]) {
        say(next);
        told += 1;
      }
    },
  };
}

/** Verify every device of the ledger, a few at a time. */
async function verifyAll(verification: Verification, say: (verdict: DeviceVerdict) => void): Promise<DeviceVerdict[]> {
  const { verdicts, take } = inOrder(say);
  const left = verification.ledger.devices.entries();
  const lane = async () => {
    for (const [index, device] of left) take(index, await verdictOf(device, verification));
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return verdicts;
}

/**
 * Compare the store with the sources of a replay.
 * @param say is given the report, line by line.
 * @returns whether there is no difference at all.
 * @throws Error with a plain message when it could not be found out.
 */
export async function runVerify(options: VerifyOptions, say: (line: string) => void): Promise<boolean> {
  const startedMs = performance.now();
  const ledger = openLedger(options.ledger);
  const lacking = lackingDevices(ledger, options.folder);
  for (const line of lacking) say(line);
  const verdicts = await verifyAll({ ledger, options, ids: new Set() }, (verdict) => {
    for (const line of [...deviceLines(verdict), ...acknowledgedLine(ledger, verdict)]) say(line);
  });
  if (verdicts.length === 0) throw new Error('The ledger names no device, so there was nothing to compare');
  say(totalLine(verdicts, lacking.length, (performance.now() - startedMs) / 1000));
  return lacking.length === 0 && verdicts.every(({ differences }) => differences.length === 0);
}
