/** Runs before the console's page, in its sandbox: puts the seven functions of the contract on `window.desktop`. */
import { contextBridge, ipcRenderer } from 'electron';

import type { DesktopBridge } from '#contract/desktop.ts';

import { type Answer, channels } from './channels.ts';

/** Rejects with the refusal's code as message. The value's type is the main process's promise, kept by its handlers. */
async function ask<Value>(channel: string, payload?: unknown): Promise<Value> {
  const answer: Answer<Value> = await ipcRenderer.invoke(channel, payload);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

const alarmListeners = new Set<(alarmId: string) => void>();
/** A notice may open the window itself; its alarm waits here until the page listens. */
let waitingAlarm: string | null = null;

ipcRenderer.on(channels.openAlarm, (_event, alarmId: string) => {
  if (alarmListeners.size === 0) waitingAlarm = alarmId;
  for (const listener of alarmListeners) listener(alarmId);
});

function onOpenAlarm(listener: (alarmId: string) => void): () => void {
  alarmListeners.add(listener);
  if (waitingAlarm !== null) listener(waitingAlarm);
  waitingAlarm = null;
  return () => alarmListeners.delete(listener);
}

const bridge: DesktopBridge = {
  versions: () => ask(channels.versions),
  saveFile: (suggestedName, content) => ask(channels.saveFile, { suggestedName, content }),
  openDataFolder: () => ask(channels.openDataFolder),
  windowAction: (action) => ask(channels.windowAction, action),
  setFullScreen: (on) => ask(channels.setFullScreen, on),
  openExternal: (url) => ask(channels.openExternal, url),
  onOpenAlarm,
};

contextBridge.exposeInMainWorld('desktop', Object.freeze(bridge));
