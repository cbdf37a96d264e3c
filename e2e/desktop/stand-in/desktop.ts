/** The rest of the desktop: tray, menu, notices, dialogs, the session. Everything is written down for the tests. */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';

import type * as Electron from 'electron';

import { onlyWhenReady } from './lifecycle.ts';
import { strict } from './strict.ts';

type Template = (Electron.MenuItemConstructorOptions | Electron.MenuItem)[];

class StandInMenu {
  readonly template: Template;
  constructor(template: Template) {
    this.template = template;
    return strict('Menu', this);
  }
}

export interface DesktopRecord {
  menu: Template;
  tray: { image: string; toolTip: string; title: string; menu: Template };
  notices: StandInNotification[];
  opened: string[];
  messages: Electron.MessageBoxOptions[];
  /** What the person answers to the next save dialog; null cancels. */
  savePath: string | null;
  dark: boolean;
}

export const desktop: DesktopRecord = {
  menu: [],
  tray: { image: '', toolTip: '', title: '', menu: [] },
  notices: [],
  opened: [],
  messages: [],
  savePath: null,
  dark: false,
};

function templateOf(menu: unknown): Template {
  return menu instanceof StandInMenu ? menu.template : [];
}

export const Menu = strict('Menu', {
  buildFromTemplate: (template: Template) => new StandInMenu(template),
  setApplicationMenu(menu: Electron.Menu | null): void {
    desktop.menu = templateOf(menu);
  },
});

class StandInImage {
  readonly path: string;
  constructor(path: string) {
    // Electron would show an empty place without a word.
    if (!existsSync(path)) throw new Error(`there is no image ${path}`);
    this.path = path;
    return strict('nativeImage', this);
  }
}

function pathOf(image: unknown): string {
  return image instanceof StandInImage ? image.path : String(image);
}

export const nativeImage = strict('nativeImage', { createFromPath: (path: string) => new StandInImage(path) });

export class StandInTray extends EventEmitter {
  constructor(image: Electron.NativeImage | string) {
    super();
    onlyWhenReady('Tray');
    desktop.tray.image = pathOf(image);
    trays.push(this);
    return strict('Tray', this);
  }
  setImage(image: Electron.NativeImage | string): void {
    desktop.tray.image = pathOf(image);
  }
  setToolTip(toolTip: string): void {
    desktop.tray.toolTip = toolTip;
  }
  setTitle(title: string): void {
    desktop.tray.title = title;
  }
  setContextMenu(menu: Electron.Menu | null): void {
    desktop.tray.menu = templateOf(menu);
  }
}
export const Tray = strict('Tray', StandInTray);
const trays: StandInTray[] = [];

export function clickTray(): void {
  for (const tray of trays) tray.emit('click');
}

export class StandInNotification extends EventEmitter {
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.options = options;
    return strict('Notification', this);
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    onlyWhenReady('Notification.show');
    desktop.notices.push(this);
  }
}
export const Notification = strict('Notification', StandInNotification);

export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    desktop.opened.push(url);
  },
  async openPath(path: string): Promise<string> {
    if (!existsSync(path)) return 'Failed to open path';
    desktop.opened.push(path);
    return '';
  },
});

export const dialog = strict('dialog', {
  async showSaveDialog(options: Electron.SaveDialogOptions): Promise<{ canceled: boolean; filePath: string }> {
    desktop.opened.push(options.defaultPath ?? '');
    return { canceled: desktop.savePath === null, filePath: desktop.savePath ?? '' };
  },
  async showMessageBox(options: Electron.MessageBoxOptions): Promise<{ response: number; checkboxChecked: boolean }> {
    desktop.messages.push(options);
    return { response: options.defaultId ?? 0, checkboxChecked: false };
  },
});

class StandInTheme extends EventEmitter {
  get shouldUseDarkColors(): boolean {
    return desktop.dark;
  }
}
export const nativeTheme = strict('nativeTheme', new StandInTheme());
