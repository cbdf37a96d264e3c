/** `npm run verify`: compares the store with the source files of a replay. It imports nothing of the platform or the replay. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { runVerify, type VerifyOptions } from './verify/run-verify.ts';

const usage = `Usage: npm run verify -- [options]
Reads everything a replay stored back over HTTP and compares it with the source files, value by value.

  --ledger FILE      the replay's ledger (default: .cache/replay.jsonl)
  --data DIR         where the sets lie (default: where the replay found them)
  --device-url URL   default: as in the ledger

Ends with 0 when there is no difference, with 1 when there is one, with 2 when it could not be found out.`;

const defaultLedger = join(import.meta.dirname, '..', '..', '.cache', 'replay.jsonl');
const differentCode = 1;
const unknownCode = 2;

function parseCommandLine(args: string[]): VerifyOptions | null {
  const text = { type: 'string' } as const;
  const options = { ledger: text, data: text, 'device-url': text, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args, options });
  if (values.help) return null;
  return {
    ledger: resolve(values.ledger ?? defaultLedger),
    folder: values.data === undefined ? null : resolve(values.data),
    deviceUrl: values['device-url'] ?? null,
  };
}

async function main(): Promise<number> {
  const options = parseCommandLine(process.argv.slice(2));
  if (!options) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const same = await runVerify(options, (line) => process.stdout.write(`${line}\n`));
  return same ? 0 : differentCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = unknownCode;
}
