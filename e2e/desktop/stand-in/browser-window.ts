import { EventEmitter } from 'node:events';

import type { BrowserWindowConstructorOptions } from 'electron';

import { app, closeAtExit } from './app.ts';
import { onlyWhenReady } from './lifecycle.ts';
import { preventable } from './preventable.ts';
import { strict } from './strict.ts';
import { StandInWebContents } from './web-contents.ts';

/** All windows that are open; read by the tests. */
export const openWindows: StandInBrowserWindow[] = [];

export class StandInBrowserWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandInWebContents;
  visible = false;
  focusCount = 0;
  minimized = false;
  maximized = false;
  fullScreen = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    onlyWhenReady('BrowserWindow');
    this.options = options;
    this.webContents = new StandInWebContents(options.webPreferences?.preload ?? '');
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    const self = strict('BrowserWindow', this);
    openWindows.push(self);
    closeAtExit(() => self.webContents.close());
    app.emit('web-contents-created', preventable({}), this.webContents);
    return self;
  }

  static fromWebContents(contents: unknown): StandInBrowserWindow | null {
    return openWindows.find((window) => window.webContents === contents) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url);
  }

  show(): void {
    this.visible = true;
  }

  focus(): void {
    this.focusCount += 1;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  minimize(): void {
    this.minimized = true;
  }

  restore(): void {
    this.minimized = false;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  maximize(): void {
    this.maximized = true;
  }

  unmaximize(): void {
    this.maximized = false;
  }

  setFullScreen(flag: boolean): void {
    this.fullScreen = flag;
  }

  close(): void {
    const index = openWindows.findIndex(({ webContents }) => webContents === this.webContents);
    if (index < 0) return;
    openWindows.splice(index, 1);
    void this.webContents.close();
    this.emit('closed');
    if (openWindows.length === 0 && app.listenerCount('window-all-closed') === 0) app.quit();
    else if (openWindows.length === 0) app.emit('window-all-closed');
  }
}

export const BrowserWindow = strict('BrowserWindow', StandInBrowserWindow);
