/** The same built shell in Electron itself, where its program file and a display are to be had. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { _electron, expect, test } from '@playwright/test';

import { adminPassword, isAlive } from './shell-process.ts';

const root = path.join(import.meta.dirname, '..', '..');
const electron = path.join(root, 'node_modules', 'electron');

/** The program file's path; Electron's own module would start to download it. */
function programFile(): string | null {
  const pathFile = path.join(electron, 'path.txt');
  const file = existsSync(pathFile) ? path.join(electron, 'dist', readFileSync(pathFile, 'utf8')) : '';
  return existsSync(file) ? file : null;
}

/** Why Electron cannot be started here; null when it can. */
function obstacle(): string | null {
  if (programFile() === null) return "Electron's program file is not installed (npx install-electron)";
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display';
  if (process.getuid?.() === 0) return 'root may start Electron only without its sandbox';
  return null;
}

test.describe('in Electron', () => {
  const reason = obstacle();
  test.skip(reason !== null, reason ?? '');

  test('opens the console, with the bridge, and leaves no core behind', async () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'valvomo-electron-'));
    const ports = { VALVOMO_DEVICE_LISTENER_PORT: '0', VALVOMO_CONSOLE_LISTENER_PORT: '0' };
    const application = await _electron.launch({
      executablePath: programFile() ?? '',
      args: [root, `--user-data-dir=${userData}`],
      env: { ...process.env, ...ports, VALVOMO_ADMIN_PASSWORD: adminPassword },
    });
    const page = await application.firstWindow();
    await expect(page).toHaveTitle('Valvomo');
    expect(await page.evaluate('Object.keys(window.desktop).length')).toBe(7);
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
    const cores = await application.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Utility').map(({ pid }) => pid));
    await application.close();
    await expect.poll(() => cores.filter(isAlive)).toEqual([]);
    rmSync(userData, { recursive: true, force: true });
  });
});
