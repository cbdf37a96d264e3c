/** The only place that makes a window. Every safety flag is written out, also where it is the default today. */
import { BrowserWindow, nativeTheme } from 'electron';

import { buttonsOverlay, titleBar } from './title-bar.ts';

/** @param preload path of the built preload script */
export function createWindow(preload: string, devTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Valvomo',
    autoHideMenuBar: true,
    // Seen for a moment at most, before the page's own ground.
    backgroundColor: nativeTheme.shouldUseDarkColors ? 'black' : 'white',
    ...titleBar(process.platform, nativeTheme.shouldUseDarkColors),
    webPreferences: {
      preload,
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      // Would fetch dictionaries from the internet.
      spellcheck: false,
      devTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  followTheme(window);
  return window;
}

function followTheme(window: BrowserWindow): void {
  if (process.platform !== 'win32') return;
  const recolour = (): void => window.setTitleBarOverlay(buttonsOverlay(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', recolour);
  window.once('closed', () => nativeTheme.off('updated', recolour));
}
