import { shell } from 'electron';

import { mayOpenExternally } from './external-links.ts';

/** The only way an address leaves for the operating system. Resolves to false when it was refused. */
export async function openExternal(url: string): Promise<boolean> {
  if (!mayOpenExternally(url)) return false;
  await shell.openExternal(url);
  return true;
}
