import { readFile } from 'node:fs/promises';

import { expect, latestReady, test, windowShown } from './shell-test.ts';

test('starts the core and opens its console in a hardened window', async ({ sharedShell: shell }) => {
  const picture = await shell.command('picture');
  const [window] = picture.windows;
  expect(window?.loaded).toEqual([latestReady(picture).openUrl]);
  expect(await shell.command('evaluate', 'document.title')).toBe('Valvomo');
  expect(window?.options.webPreferences).toMatchObject({
    nodeIntegration: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
  expect(picture.told).toMatchObject({ sandbox: true, userModelId: 'org.valvomo.console' });
});

test('opens the one-time setup link while nobody has claimed the site', async ({ start }) => {
  const shell = start({ env: { VALVOMO_ADMIN_PASSWORD: undefined } });
  const { openUrl } = latestReady(await windowShown(shell));
  expect(openUrl).toMatch(/setup=[\w-]{16,}$/);
  await expect.poll(async () => (await shell.command('picture')).windows.map(({ url }) => new URL(url).pathname)).toEqual(['/setup']);
  // Without the token the page has nothing to fill in.
  await expect.poll(() => shell.command('evaluate', "document.querySelectorAll('input[type=password]').length")).toBeGreaterThan(0);
});

test('gives the page seven functions, and they work', async ({ shell }) => {
  expect(await shell.command('evaluate', 'Object.keys(desktop).length')).toBe(7);
  expect(await shell.command('evaluate', 'desktop.versions()')).toEqual({ app: '0.0.0-stand-in', electron: '45.0.0-stand-in', chrome: '0.0.0.0' });
  await shell.command('evaluate', 'desktop.setFullScreen(true)');
  await shell.command('evaluate', "desktop.windowAction('toggle-maximize')");
  await shell.command('evaluate', "desktop.windowAction('minimize')");
  expect((await shell.command('picture')).windows).toMatchObject([{ fullScreen: true, maximized: true, minimized: true }]);
  await shell.command('evaluate', 'desktop.openDataFolder()');
  expect((await shell.command('picture')).opened.at(-1)).toBe(`${shell.userData}/data`);
});

test('saves a file where the person chose, and nothing when they cancelled', async ({ sharedShell: shell }) => {
  const save = "desktop.saveFile('readings.csv', 'time;value\\n')";
  await shell.command('chooseSavePath', null);
  expect(await shell.command('evaluate', save)).toBeNull();
  const path = `${shell.userData}/chosen.csv`;
  await shell.command('chooseSavePath', path);
  expect(await shell.command('evaluate', save)).toBe(path);
  expect(await readFile(path, 'utf8')).toBe('time;value\n');
  expect((await shell.command('picture')).opened.at(-1)).toBe(`${shell.userData}/downloads/readings.csv`);
});

test('has a menu that neither reloads nor inspects', async ({ sharedShell: shell }) => {
  const { menuRoles } = await shell.command('picture');
  expect(menuRoles).toContain('copy');
  expect(menuRoles.filter((role) => /reload|devtools/i.test(role))).toEqual([]);
});

test('speaks Finnish on a Finnish system', async ({ start }) => {
  const shell = start({ env: { STAND_IN_LOCALE: 'fi-FI' } });
  expect((await windowShown(shell)).tray.menu).toContain('Avaa Valvomo');
});

test('keeps watching with the window closed, and opens it again from the tray', async ({ shell }) => {
  await shell.command('closeWindow');
  expect((await shell.command('picture')).windows).toEqual([]);
  await shell.command('clickTray');
  const { windows } = await windowShown(shell);
  expect(windows).toHaveLength(1);
});

test('is one instance: a second one brings the first to the front and ends', async ({ shell, start }) => {
  await shell.command('minimize');
  const second = start({ userData: shell.userData });
  expect(await second.ended).toBe(0);
  await expect.poll(async () => (await shell.command('picture')).windows.map(({ minimized }) => minimized)).toEqual([false]);
});

test('shows the page again after it crashed', async ({ shell }) => {
  const addresses = async () => (await shell.command('picture')).windows.map(({ url }) => url);
  // Where the console sends somebody who has not signed in.
  await expect.poll(addresses).toEqual([expect.stringContaining('/login')]);
  const before = await addresses();
  await shell.command('crashPage');
  await expect.poll(addresses).toEqual(['']);
  await expect.poll(addresses).toEqual(before);
});
