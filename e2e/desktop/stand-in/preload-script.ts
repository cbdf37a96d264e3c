/** Makes a preload script run in a page before the page's own scripts, with the two things of electron it may have. */
import { readFileSync } from 'node:fs';

/** The function every page can call, as a page with a broken renderer could; see web-contents.ts. */
export const invokeBinding = '__standInInvoke';
/** The page's side of `webContents.send`. */
export const deliverFunction = '__standInDeliver';

const surroundings = `
  const listeners = new Map();
  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true });
      },
    },
    ipcRenderer: {
      invoke: (channel, ...args) => window.${invokeBinding}(channel, args),
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name);
    return electron;
  };
  Object.defineProperty(window, '${deliverFunction}', {
    value: (channel, args) => (listeners.get(channel) ?? []).forEach((listener) => listener({}, ...args)),
  });`;

/** @param file path of the built preload script; it runs in the top frame only, as Electron's does */
export function preloadScript(file: string): string {
  const script = readFileSync(file, 'utf8');
  return `if (window === window.top) {${surroundings}
  (function (exports, require, module) {${script}
  })({}, require, { exports: {} });
}`;
}
