/** The main process's side of `window.desktop`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { app, BrowserWindow, dialog, shell } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';

import {
  externalUrlPayload,
  fullScreenPayload,
  noPayload,
  saveFilePayload,
  windowActionPayload,
} from './bridge-schemas.ts';
import { channels } from './channels.ts';
import type { SecureHandle } from './ipc.ts';
import { openExternal } from './open-external.ts';

/**
 * @param dataDir the folder the core keeps everything in
 * @param takeAlarm the alarm that waits to be shown, once
 */
export function handleBridge(handle: SecureHandle<IpcMainInvokeEvent>, dataDir: string, takeAlarm: () => string | null): void {
  handle(channels.versions, noPayload, async () => ({
    app: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
  }));
  handle(channels.saveFile, saveFilePayload, saveFile);
  handle(channels.openDataFolder, noPayload, () => openFolder(dataDir));
  handle(channels.windowAction, windowActionPayload, async (action, event) => actOnWindow(action, windowOf(event)));
  handle(channels.setFullScreen, fullScreenPayload, async (on, event) => windowOf(event).setFullScreen(on));
  handle(channels.takeAlarm, noPayload, async () => takeAlarm());
  handle(channels.openExternal, externalUrlPayload, openOrRefuse);
}

/** The person chooses the path in the system's dialog; the page only proposes a name. */
async function saveFile({ suggestedName, content }: z.infer<typeof saveFilePayload>): Promise<string | null> {
  const defaultPath = path.join(app.getPath('downloads'), suggestedName);
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
  if (canceled || filePath === '') return null;
  await writeFile(filePath, content, 'utf8');
  return filePath;
}

async function openFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Error(problem);
}

async function openOrRefuse(url: string): Promise<void> {
  if (!(await openExternal(url))) throw new Error('address not on the list of external pages');
}

function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (window === null) throw new Error('the calling page has no window');
  return window;
}

function actOnWindow(action: z.infer<typeof windowActionPayload>, window: BrowserWindow): void {
  if (action === 'minimize') window.minimize();
  else if (action === 'close') window.close();
  else if (window.isMaximized()) window.unmaximize();
  else window.maximize();
}
