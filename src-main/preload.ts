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

/** The alarm waits in the main process until a page listens: the sign-in page, which may come first, does not. */
async function takeWaitingAlarm(): Promise<void> {
  if (alarmListeners.size === 0) return;
  const alarmId = await ask<string | null>(channels.takeAlarm);
  if (alarmId === null) return;
  for (const listener of alarmListeners) listener(alarmId);
}

ipcRenderer.on(channels.alarmWaiting, () => void takeWaitingAlarm());

function onOpenAlarm(listener: (alarmId: string) => void): () => void {
  alarmListeners.add(listener);
  void takeWaitingAlarm();
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
