/**
 * Held by the compiler: whatever the shell may pass to Electron the stand-in takes, and whatever the stand-in
 * answers Electron may answer. A member that Electron does not have, or has otherwise, is a type error here.
 */
import type { EventEmitter } from 'node:events';

import type * as Electron from 'electron';

import type { app } from './app.ts';
import type { BrowserWindow, StandInBrowserWindow } from './browser-window.ts';
import type { dialog, Menu, nativeImage, nativeTheme, Notification, shell, StandInNotification, StandInTray, Tray } from './desktop.ts';
import type { StandInFrame } from './frames.ts';
import type { ipcMain } from './ipc-main.ts';
import type { session } from './session.ts';
import type { utilityProcess } from './utility-process.ts';
import type { StandInWebContents } from './web-contents.ts';

/** Members for the stand-in's own use and the tests'. */
type Inner = 'options' | 'visible' | 'focusCount' | 'minimized' | 'maximized' | 'page' | 'loading' | 'loaded' | 'askToOpen' | 'preload' | 'opened' | 'deliver' | 'load' | 'child' | 'posted';
type Members<Ours> = Exclude<keyof Ours, keyof EventEmitter | keyof typeof EventEmitter | Inner>;

/** Objects may have fewer members than Electron's: reading one they do not have throws. */
type Answers<Given, Expected> = [Given] extends [Expected] ? true : [Given] extends [object | null] ? true : false;
type Fits<Ours, Theirs> = [Theirs] extends [(...args: infer Taken) => infer Expected]
  ? Ours extends (...args: Taken) => infer Given
    ? Answers<Awaited<Given>, Awaited<Expected>>
    : false
  : Answers<Ours, Theirs>;

/** Names of the members that do not fit; `never` when all do. */
type Misfit<Ours, Theirs> = {
  [Name in Members<Ours>]: Name extends keyof Theirs ? (Fits<Ours[Name], Theirs[Name]> extends true ? never : Name) : Name;
}[Members<Ours>];
type MisfitToConstruct<Ours, Theirs> = Theirs extends new (...args: infer Taken) => unknown
  ? Ours extends new (...args: Taken) => unknown
    ? never
    : 'constructor'
  : 'constructor';

type AnyMisfit =
  | Misfit<typeof app, Electron.App>
  | Misfit<typeof BrowserWindow, typeof Electron.BrowserWindow>
  | Misfit<StandInBrowserWindow, Electron.BrowserWindow>
  | Misfit<StandInWebContents, Electron.WebContents>
  | Misfit<StandInFrame, Electron.WebFrameMain>
  | Misfit<typeof dialog, Electron.Dialog>
  | Misfit<typeof Menu, typeof Electron.Menu>
  | Misfit<typeof nativeImage, typeof Electron.nativeImage>
  | Misfit<typeof nativeTheme, Electron.NativeTheme>
  | Misfit<typeof Notification, typeof Electron.Notification>
  | Misfit<StandInNotification, Electron.Notification>
  | Misfit<typeof shell, Electron.Shell>
  | Misfit<StandInTray, Electron.Tray>
  | Misfit<typeof ipcMain, Electron.IpcMain>
  | Misfit<typeof session, typeof Electron.session>
  | Misfit<(typeof session)['defaultSession'], Electron.Session>
  | Misfit<typeof utilityProcess, typeof Electron.utilityProcess>
  | Misfit<ReturnType<(typeof utilityProcess)['fork']>, Electron.UtilityProcess>
  | MisfitToConstruct<typeof BrowserWindow, typeof Electron.BrowserWindow>
  | MisfitToConstruct<typeof Notification, typeof Electron.Notification>
  | MisfitToConstruct<typeof Tray, typeof Electron.Tray>;

/** A compile error here names the members that do not fit. */
export const misfits: AnyMisfit[] = [];
export const allFit: [AnyMisfit] extends [never] ? true : AnyMisfit = true;

/** The comparison itself, on members that must not fit. */
type Planted = Misfit<{ leave(): void; quit(reason: string): void; getVersion(): number; isPackaged: string }, Electron.App>;
export const planted: Record<Planted, true> = { leave: true, quit: true, getVersion: true, isPackaged: true };
