/** Starting the load generator and hearing from it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { IngestPlan } from './requests.ts';

/** The same requests over and over, for reads. */
export interface ReadPlan {
  kind: 'reads';
  /** As they go over the wire, one latin1 character a byte. */
  requests: readonly string[];
  times: number;
  postgres: boolean;
}

export interface LoadPlan {
  port: number;
  connections: number;
  /** Requests a second; null = as fast as they are answered. */
  perSecond: number | null;
  /** A connection that breaks ends the sending and is no fault. */
  mayBreak: boolean;
  work: IngestPlan | ReadPlan;
}

export interface LoadResult {
  requests: number;
  /** Samples sent; of reads the number of reads. */
  samples: number;
  seconds: number;
  /** Samples a second. */
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  refused: number;
  refusal: string;
  /** Head and body. */
  bytesPerRequest: number;
  bytesPerAnswer: number;
}

export interface ReadyLoad {
  /** Send it all. @throws when something was refused: then the figures would be of something else. */
  run(): Promise<LoadResult>;
}

/** Start the generator and let it make its requests. */
export async function prepareLoad(plan: LoadPlan): Promise<ReadyLoad> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load-process.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the load generator ended before it was done');
    return value;
  };
  child.stdin.write(`${JSON.stringify(plan)}\n`);
  await nextLine();
  return {
    async run() {
      child.stdin.end('go\n');
      const result = JSON.parse(await nextLine()) as LoadResult;
      if (result.refused > 0) throw new Error(`${result.refused} of ${result.requests} requests were refused: ${result.refusal}`);
      return result;
    },
  };
}
