/** The window's upper edge: the page draws the bar, the system its buttons on it. Pure. */
import type { BrowserWindowConstructorOptions, TitleBarOverlay } from 'electron';

/** `--h-title` of the console's tokens. */
const height = 40;

/** On Linux the frame's own bar stays, as every desktop there draws its own. */
export function titleBar(platform: NodeJS.Platform, dark: boolean): BrowserWindowConstructorOptions {
  return platform === 'linux' ? {} : { titleBarStyle: 'hidden', titleBarOverlay: buttonsOverlay(dark) };
}

/** The bar's colour is the page's; only the buttons' strokes must stand out from it. */
export function buttonsOverlay(dark: boolean): TitleBarOverlay {
  return { color: 'transparent', symbolColor: dark ? 'white' : 'black', height };
}
