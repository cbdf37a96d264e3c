/** The bare node:http bound as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { SentDevice } from './requests.ts';
import type { System } from './system.ts';

/** Start it. It knows no devices, so it takes those of another system. */
export async function startBare(devices: readonly SentDevice[], historyDevice: SentDevice): Promise<System> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const stop = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  };
  return {
    name: 'bare node:http',
    version: process.version,
    dialects: ['cumulocity'],
    port: Number(line),
    readPort: Number(line),
    devices,
    historyDevice,
    pid: child.pid ?? 0,
    share: 1,
    folder: null,
    reads: () => Promise.resolve([]),
    restart: () => Promise.reject(new Error('what keeps nothing is not started again')),
    stop,
  };
}
