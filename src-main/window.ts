/** The only place that makes a window. Every safety flag is written out, also where it is the default today. */
import { BrowserWindow, nativeTheme } from 'electron';

/** `--h-title` of the console's tokens: the page draws the bar, the system's buttons lie on it. */
const titleBarHeight = 40;

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
    ...titleBar(process.platform),
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

/** The bar's colour is the page's; only the buttons' strokes must stand out from it. */
function overlay(): Electron.TitleBarOverlay {
  const symbolColor = nativeTheme.shouldUseDarkColors ? 'white' : 'black';
  return { color: 'transparent', symbolColor, height: titleBarHeight };
}

/** The console draws the title bar, the system its buttons; on Linux the frame's own bar stays. */
function titleBar(platform: NodeJS.Platform): Electron.BrowserWindowConstructorOptions {
  return platform === 'linux' ? {} : { titleBarStyle: 'hidden', titleBarOverlay: overlay() };
}

function followTheme(window: BrowserWindow): void {
  if (process.platform !== 'win32') return;
  const recolour = (): void => window.setTitleBarOverlay(overlay());
  nativeTheme.on('updated', recolour);
  window.once('closed', () => nativeTheme.off('updated', recolour));
}
