/** The ledger's file. It holds device secrets, so only its owner may read it. */
import { closeSync, existsSync, fchmodSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { readEntries, type LedgerEntry, type LedgerState } from './ledger-entries.ts';
import { Trouble } from './trouble.ts';

const ownerOnly = 0o600;

export interface Ledger {
  /** What it said when it was opened. */
  readonly state: LedgerState;
  append(entry: LedgerEntry): void;
  close(): void;
}

/** Take off a line that a crash has cut short, so that the next one does not continue it. */
function dropCutLine(descriptor: number, text: string): void {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) ftruncateSync(descriptor, Buffer.byteLength(whole));
}

/**
 * Open a ledger, or begin one.
 * @throws Trouble 'ledger' when the file is something else.
 */
export function openLedger(file: string): Ledger {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const state = readEntries(text);
  if (!state) throw new Trouble('ledger', `${file} is no ledger of a replay; name another file with --ledger`);
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'a', ownerOnly);
  fchmodSync(descriptor, ownerOnly);
  dropCutLine(descriptor, text);
  return {
    state,
    append: (entry) => void writeSync(descriptor, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(descriptor),
  };
}
