/**
 * The desktop shell: a window on the console, an icon in the tray, notices, and the core in a process of its own.
 * Nothing is awaited at the top level: Electron becomes ready only after this module has been evaluated.
 */
import path from 'node:path';

import { app, ipcMain, Menu, session, utilityProcess, type UtilityProcess } from 'electron';

import hostProcessPath from '../embedded-server/host-process.ts?modulePath';
import { handleBridge } from './bridge-handlers.ts';
import { stopBeforeQuit } from './clean-quit.ts';
import { keepConsoleWindow } from './console-window.ts';
import { guardContents } from './contents-guard.ts';
import { superviseCore } from './core-process.ts';
import { reactToCore } from './core-reactions.ts';
import { secureHandleOn } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { openExternal } from './open-external.ts';
import { denyPermissions } from './permissions.ts';
import { createTray } from './tray.ts';
import { createWindow } from './window.ts';
import { wordsFor } from './words.ts';

/** The same as in build/electron-builder.yml: Windows shows notices only of an application it knows. */
const applicationId = 'org.valvomo.console';
const preloadPath = path.join(import.meta.dirname, '../preload/preload.cjs');

const consoleWindow = keepConsoleWindow(() => createWindow(preloadPath, !app.isPackaged));

app.enableSandbox();
app.setAppUserModelId(applicationId);
if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, consoleWindow.origin, openExternal));
  app.on('second-instance', consoleWindow.show);
  app.on('activate', consoleWindow.show);
  // Having a listener keeps the application running: with the window closed the tray goes on watching.
  app.on('window-all-closed', () => undefined);
  app.whenReady().then(run).catch(giveUp);
}

function run(): void {
  const words = wordsFor(app.getLocale());
  const dataDir = process.env['VALVOMO_DATA_DIR'] ?? path.join(app.getPath('userData'), 'data');
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words)));
  denyPermissions(session.defaultSession, consoleWindow.origin);
  handleBridge(secureHandleOn(ipcMain, consoleWindow.origin), dataDir, consoleWindow.takeAlarm);
  const tray = createTray(words, { open: consoleWindow.show, quit: () => app.quit() });
  const core = superviseCore(() => forkCore(dataDir), reactToCore(words, tray, consoleWindow));
  stopBeforeQuit(app, core.stop);
}

/** The core reads the rest of its configuration from the same variables as the headless one. */
function forkCore(dataDir: string): UtilityProcess {
  return utilityProcess.fork(hostProcessPath, [], {
    env: { ...process.env, VALVOMO_DATA_DIR: dataDir },
    serviceName: 'Valvomo core',
    stdio: 'inherit',
  });
}

function giveUp(error: unknown): void {
  console.error('The shell could not start:', error);
  app.exit(1);
}
