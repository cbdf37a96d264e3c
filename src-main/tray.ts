import path from 'node:path';

import { app, Menu, nativeImage, Tray } from 'electron';

import type { SeverityCounts } from '#contract/desktop.ts';

import type { Words } from './locales/en.ts';
import { type TrayIcon, trayState } from './tray-state.ts';

export interface TrayActions {
  open(): void;
  quit(): void;
}

export interface StateTray {
  /** Shows the worst state; null while no core is running. */
  show(counts: SeverityCounts | null): void;
}

/** Puts the icon in the system tray; it stays there while the window is closed. */
export function createTray(words: Words, actions: TrayActions): StateTray {
  const tray = new Tray(picture('unknown'));
  tray.on('click', actions.open);

  function show(counts: SeverityCounts | null): void {
    const { icon, count, sentence } = trayState(counts, words);
    tray.setImage(picture(icon));
    tray.setToolTip(`Valvomo: ${sentence}`);
    tray.setContextMenu(trayMenu(sentence, words, actions));
    // The macOS menu bar and the dock have room for the count beside the picture.
    if (process.platform === 'darwin') tray.setTitle(count === 0 ? '' : String(count));
    app.setBadgeCount(count);
  }

  show(null);
  return { show };
}

/** `…@2x.png` beside it is found by Electron on dense screens. */
function picture(icon: TrayIcon): Electron.NativeImage {
  return nativeImage.createFromPath(path.join(app.getAppPath(), 'assets', 'icons', `tray-${icon}.png`));
}

function trayMenu(sentence: string, words: Words, actions: TrayActions): Menu {
  return Menu.buildFromTemplate([
    { label: sentence, enabled: false },
    { type: 'separator' },
    { label: words.openConsole, click: actions.open },
    { label: words.quit, click: actions.quit },
  ]);
}
