/** When what was stored has found its place. */
import { setTimeout as sleep } from 'node:timers/promises';

import { untilQuiet } from './ingest.ts';
import { folderBytes, type System } from './system.ts';

const lookMs = 1_000;
/** Looks at a folder of the same size after which it is settled, and looks at most. */
const sameLooks = 10;
const mostLooks = 120;

/** Bytes of a system's folder, once they have stayed the same for a while. */
export async function settledBytes(system: System): Promise<number> {
  if (system.folder === null) return 0;
  await untilQuiet(system.pid);
  let bytes = folderBytes(system.folder);
  for (let same = 0, looks = 0; same < sameLooks && looks < mostLooks; looks += 1) {
    await sleep(lookMs);
    const now = folderBytes(system.folder);
    same = now === bytes ? same + 1 : 0;
    bytes = now;
  }
  return bytes;
}
