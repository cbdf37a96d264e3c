/** What a process and all it started have used, as Linux counts it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Usage {
  cpuSeconds: number;
  /** Proportional set size: shared memory counts in part. */
  memoryBytes: number;
  /** Handed to the disk. */
  writtenBytes: number;
}

const ticksPerSecond = 100;

/** The numbers of `/proc/…/stat` behind the name, which may hold blanks; null when the process is gone. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const parentField = 1;
/** Own time in user and kernel mode, and that of children that have ended. */
const timeFields = [11, 12, 13, 14];

/** A process and all it started. */
export function family(pid: number): number[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? Number(name) : []));
  const parents = new Map(all.map((one) => [one, Number(statOf(one)?.[parentField])]));
  const found = [pid];
  for (const one of found) found.push(...all.filter((other) => parents.get(other) === one));
  return found;
}

const lookMs = 5;

/** kill -9 for a process and all it started. Resolves when they are gone: until then they hold what they shared. */
export async function killFamily(pid: number): Promise<void> {
  const pids = family(pid);
  for (const one of pids) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  while (pids.some((one) => existsSync(`/proc/${one}`))) await sleep(lookMs);
}

function numberIn(file: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function sum(pids: readonly number[], of: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + of(pid), 0);
}

/** @returns NaN in each where there is no /proc. */
export function usageOf(pid: number): Usage {
  if (process.platform !== 'linux') return { cpuSeconds: NaN, memoryBytes: NaN, writtenBytes: NaN };
  const pids = family(pid);
  const ticks = (one: number) => timeFields.reduce((total, field) => total + Number(statOf(one)?.[field] ?? 0), 0);
  return {
    cpuSeconds: sum(pids, ticks) / ticksPerSecond,
    memoryBytes: sum(pids, (one) => numberIn(`/proc/${one}/smaps_rollup`, /^Pss: *(\d+) kB/m) * 1024),
    writtenBytes: sum(pids, (one) => numberIn(`/proc/${one}/io`, /^write_bytes: (\d+)/m)),
  };
}
