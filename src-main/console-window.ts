/** Keeps the one console window: opens it, brings it back, and follows the core when its address moves. */
import type { BrowserWindow } from 'electron';

import { channels } from './channels.ts';
import { originOf } from './navigation.ts';

const reopenDelayMs = 1_000;
/** Chromium's ERR_ABORTED: a newer load or a refused navigation, the page before it stays. */
const abortedCode = -3;

export interface ConsoleWindow {
  /** The origin pages may have; null before the core was ready. */
  origin(): string | null;
  /** Brings the window to the front, opening it when it was closed. */
  show(): void;
  /** The core is ready at this address, for the first time or again. */
  coreReady(openUrl: string): void;
  /** Brings the window to the front; the page takes the alarm as soon as it can show it. */
  openAlarm(alarmId: string): void;
  /** The alarm that waits to be shown, once. */
  takeAlarm(): string | null;
}

export function keepConsoleWindow(create: () => BrowserWindow): ConsoleWindow {
  let address: string | null = null;
  let window: BrowserWindow | null = null;
  let loadFailed = false;
  let waitingAlarm: string | null = null;

  function load(): void {
    if (window === null || address === null) return;
    loadFailed = false;
    // A failure is told by `did-fail-load` as well, which also knows of loads that are not ours.
    window.loadURL(address).catch(() => undefined);
  }

  function opened(): BrowserWindow | null {
    if (window !== null || address === null) return window;
    window = create();
    window.once('closed', () => (window = null));
    window.webContents.on('did-fail-load', (_event, code, _reason, _url, isMainFrame) => {
      if (isMainFrame && code !== abortedCode) loadFailed = true;
    });
    window.webContents.on('render-process-gone', () => setTimeout(load, reopenDelayMs));
    load();
    return window;
  }

  function show(): void {
    const shown = opened();
    if (shown === null) return;
    if (shown.isMinimized()) shown.restore();
    shown.show();
    shown.focus();
  }

  function coreReady(openUrl: string): void {
    const first = address === null;
    const moved = !first && originOf(openUrl) !== currentOrigin();
    address = openUrl;
    if (first) opened();
    else if (moved || loadFailed) load();
  }

  function openAlarm(alarmId: string): void {
    waitingAlarm = alarmId;
    show();
    window?.webContents.send(channels.alarmWaiting);
  }

  function takeAlarm(): string | null {
    const alarmId = waitingAlarm;
    waitingAlarm = null;
    return alarmId;
  }

  function currentOrigin(): string | null {
    return address === null ? null : originOf(address);
  }

  return { origin: currentOrigin, show, coreReady, openAlarm, takeAlarm };
}
