/** The core inside Electron's utilityProcess: the same platform, with the shell as its host. */
import { z } from 'zod';

import { coreMessageSchema, type HostMessage } from '#contract/desktop.ts';

import { loadConfig } from './config.ts';
import { startPlatform } from './platform.ts';

/** What Electron adds to `process` in a utility process; the core knows no more of Electron than this. */
interface ParentPort {
  postMessage(message: HostMessage): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;

try {
  const dataDir = z.string().min(1).parse(process.env['VALVOMO_DATA_DIR']);
  const platform = await startPlatform(loadConfig(dataDir), { tellHost: (message) => parentPort.postMessage(message) });
  parentPort.on('message', ({ data }) => {
    if (coreMessageSchema.safeParse(data).success) void platform.close().finally(() => process.exit(0));
  });
  const { device, console, open } = platform.urls;
  parentPort.postMessage({ type: 'ready', deviceUrl: device, consoleUrl: console, openUrl: open });
} catch (error) {
  parentPort.postMessage({ type: 'fatal', message: error instanceof Error ? error.message : String(error) });
  // Exiting at once could lose the message on its way to the shell.
  setTimeout(() => process.exit(1), 250);
}
