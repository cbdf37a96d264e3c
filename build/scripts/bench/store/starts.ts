/** Starting again after kill -9 in the middle of an ingest, with everything stored so far. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Entrant } from './rounds.ts';
import type { Shape } from './shapes.ts';

/** Into the ingest, so that a good part of it is acknowledged and none of it settled. */
const killAfterMs = 800;

/** @returns ms until it was ready, of each start. */
export async function measureStarts({ system, ingest }: Pick<Entrant, 'system' | 'ingest'>, shape: Shape, starts: number): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const load = await ingest.prepare(shape, { mayBreak: true });
    const broken = load.run().catch(() => null);
    await sleep(killAfterMs);
    times.push(await system.restart());
    await broken;
  }
  return times;
}
