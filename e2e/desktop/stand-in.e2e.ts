import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { test, expect } from './shell-test.ts';

/** A main module of a few lines, to see what the stand-in makes of it. */
function mainModule(text: string): { file: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'valvomo-main-'));
  const file = path.join(folder, 'main.mjs');
  writeFileSync(file, text);
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}

test.describe('the stand-in is as strict as Electron', () => {
  for (const [words, text, complaint] of [
    ['a top-level await of whenReady never becomes ready', "import { app } from 'electron'; await app.whenReady(); console.error('became ready');", ''],
    ['a member it does not play', "import { app } from 'electron'; app.relaunch();", 'does not play app.relaunch'],
    ['a static member it does not play', "import { BrowserWindow } from 'electron'; BrowserWindow.getAllWindows();", 'does not play BrowserWindow.getAllWindows'],
    ['a part it does not have', "import { protocol } from 'electron'; protocol.handle();", 'protocol'],
    ['a window before ready', "import { BrowserWindow } from 'electron'; new BrowserWindow({});", 'BrowserWindow cannot be used before the app is ready'],
    ['a core before ready', "import { utilityProcess } from 'electron'; utilityProcess.fork('core.js');", 'utilityProcess.fork cannot be used before the app is ready'],
    ['the default session before ready', "import { session } from 'electron'; session.defaultSession;", 'session.defaultSession cannot be used before the app is ready'],
    ['the sandbox after ready', "import { app } from 'electron'; app.whenReady().then(() => app.enableSandbox());", 'app.enableSandbox cannot be used after the app is ready'],
  ] as const) {
    test(words, async ({ start }) => {
      const main = mainModule(text);
      const shell = start({ main: main.file });
      expect(await shell.ended).not.toBe(0);
      expect(shell.log()).toContain(complaint);
      expect(shell.log()).not.toContain('became ready');
      main.remove();
    });
  }
});
