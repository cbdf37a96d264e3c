/** Opening an address in the person's browser, where there is a display to show it on. */
import { spawn } from 'node:child_process';

import { obstacleToWindow } from '../start-decision.ts';

/** The system's own way to open an address; null where nobody would see it. */
export function openingCommand(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, url: string): [string, string[]] | null {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['cmd', ['/c', 'start', '', url]];
  // Who runs it does not matter to a browser, as it does to the desktop window.
  return obstacleToWindow(platform, env, undefined) === null ? ['xdg-open', [url]] : null;
}

/** Open it; a machine without display or browser is told the address only. */
export function openInBrowser(url: string): void {
  const command = openingCommand(process.platform, process.env, url);
  if (command === null) return;
  const child = spawn(command[0], command[1], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
