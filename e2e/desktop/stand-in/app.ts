import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { becomeReady, isReady, onlyBeforeReady, onlyWhenReady } from './lifecycle.ts';
import { preventable } from './preventable.ts';
import { appPath, locale, userDataPath } from './settings.ts';
import { takeLock } from './single-instance.ts';
import { strict } from './strict.ts';

/** What the shell has told the application object; read by the tests. */
export const told = { sandbox: false, userModelId: '', badge: 0 };

/** Closes windows and browser before the process ends; set by whoever opens them. */
const closers: (() => Promise<void>)[] = [];

export function closeAtExit(close: () => Promise<void>): void {
  closers.push(close);
}

class StandInApp extends EventEmitter {
  readonly isPackaged = false;

  enableSandbox(): void {
    onlyBeforeReady('app.enableSandbox');
    told.sandbox = true;
  }

  setAppUserModelId(id: string): void {
    told.userModelId = id;
  }

  requestSingleInstanceLock(): boolean {
    return takeLock(() => this.emit('second-instance', preventable({}), [], appPath, {}));
  }

  whenReady(): Promise<void> {
    return isReady() ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()));
  }

  getLocale(): string {
    onlyWhenReady('app.getLocale');
    return locale;
  }

  getPath(name: 'userData' | 'downloads' | (string & {})): string {
    const folder = name === 'userData' ? userDataPath : path.join(userDataPath, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  getAppPath(): string {
    return appPath;
  }

  getVersion(): string {
    return '0.0.0-stand-in';
  }

  setBadgeCount(count?: number): boolean {
    told.badge = count ?? 0;
    return true;
  }

  /** As Electron: asked first (`before-quit`), windows closed, then gone. */
  quit(): void {
    const asked = preventable({});
    this.emit('before-quit', asked);
    if (asked.defaultPrevented) return;
    const closing = closers.splice(0).map((close) => close());
    void Promise.allSettled(closing).then(() => {
      this.emit('will-quit', preventable({}));
      this.exit(0);
    });
  }

  exit(exitCode = 0): void {
    this.emit('quit', preventable({}), exitCode);
    process.exit(exitCode);
  }
}

export const app = strict('app', new StandInApp());

/** To be called once the main module has been evaluated, never earlier. */
export function emitReady(): void {
  becomeReady();
  app.emit('ready', preventable({}), {});
}

// Electron turns the signals that ask a process to end into a quit.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
