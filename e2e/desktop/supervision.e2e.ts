import { createServer } from 'node:net';

import { z } from 'zod';

import { WireClient } from '../../embedded-server/testing/wire-client.ts';

import { adminPassword, isAlive, type Shell } from './shell-process.ts';
import { corePid, expect, latestReady, test, windowShown } from './shell-test.ts';

/** What the window shows, by its path. */
async function path(shell: Shell): Promise<string> {
  const [window] = (await shell.command('picture')).windows;
  const { pathname, search } = new URL(window?.url ?? 'about:blank');
  return pathname === '/login' ? pathname : pathname + decodeURIComponent(search).replaceAll('"', '');
}

/** A port nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A core that starts while other tests have the processors takes longer than a page is waited for. */
const patience = { timeout: 20_000 };

const created = z.object({ id: z.string() });

/** Raises an alarm the way a program on the network does. */
async function raiseAlarm(shell: Shell, severity: string, text: string): Promise<string> {
  const { deviceUrl } = latestReady(await shell.command('picture'));
  const client = new WireClient(deviceUrl, `main/admin:${adminPassword}`);
  const device = created.parse((await client.post('/inventory/managedObjects', { name: 'Freezer room 2', c8y_IsDevice: {} })).body);
  const alarm = { source: device, type: 'warm', text, severity, status: 'ACTIVE', time: new Date().toISOString() };
  return created.parse((await client.post('/alarm/alarms', alarm)).body).id;
}

test('starts the core again when it was killed, and the page follows it to its new address', async ({ shell }) => {
  const before = await shell.command('picture');
  process.kill(corePid(before), 'SIGKILL');
  await expect.poll(async () => (await shell.command('picture')).tray.image).toMatch(/tray-unknown\.png$/);
  await expect.poll(async () => (await shell.command('picture')).tray.image, patience).toMatch(/tray-normal\.png$/);
  // The state is told before the core is ready, and a free port is another one each time.
  await expect.poll(async () => latestReady(await shell.command('picture')).openUrl, patience).not.toBe(latestReady(before).openUrl);
  const after = await shell.command('picture');
  expect(after.cores).toHaveLength(before.cores.length + 1);
  expect(corePid(after)).not.toBe(corePid(before));
  const addresses = [latestReady(before).openUrl, latestReady(after).openUrl];
  await expect.poll(async () => (await shell.command('picture')).windows.map(({ loaded }) => loaded), patience).toEqual([addresses]);
  await expect.poll(() => shell.command('evaluate', 'location.origin'), patience).toBe(new URL(latestReady(after).consoleUrl).origin);
});

test('leaves the page alone when the core comes back at the same address', async ({ start }) => {
  const shell = start({ env: { VALVOMO_CONSOLE_LISTENER_PORT: String(await freePort()) } });
  const before = await windowShown(shell);
  await shell.command('evaluate', 'void (window.sameDocument = true)');
  process.kill(corePid(before), 'SIGKILL');
  await expect.poll(async () => (await shell.command('picture')).cores.length, patience).toBe(2);
  await expect.poll(async () => (await shell.command('picture')).tray.image, patience).toMatch(/tray-normal\.png$/);
  expect(await shell.command('evaluate', 'window.sameDocument')).toBe(true);
  expect((await shell.command('picture')).windows.map(({ loaded }) => loaded)).toEqual([[latestReady(before).openUrl]]);
});

test('loads the page again when it failed to load while the core was away', async ({ start }) => {
  const shell = start({ env: { VALVOMO_CONSOLE_LISTENER_PORT: String(await freePort()) } });
  const before = await windowShown(shell);
  process.kill(corePid(before), 'SIGKILL');
  await expect.poll(async () => (await shell.command('picture')).tray.image, { intervals: [20] }).toMatch(/tray-unknown\.png$/);
  await shell.command('evaluate', 'void setTimeout(() => location.reload())');
  const { openUrl } = latestReady(before);
  await expect.poll(async () => (await shell.command('picture')).windows.map(({ loaded }) => loaded), patience).toEqual([[openUrl, openUrl]]);
  await expect.poll(() => shell.command('evaluate', 'location.origin'), patience).toBe(new URL(openUrl).origin);
});

test('shows a new critical alarm in the tray and as a notice; a click on it opens the alarm', async ({ shell }) => {
  expect((await shell.command('picture')).tray).toMatchObject({ toolTip: 'Valvomo: No open alarms' });
  await shell.command('evaluate', 'void desktop.onOpenAlarm((id) => { window.openedAlarm = id })');
  const alarmId = await raiseAlarm(shell, 'CRITICAL', 'Freezer room 2 too warm');
  await expect.poll(async () => (await shell.command('picture')).notices.length).toBe(1);
  const { notices, tray, told } = await shell.command('picture');
  expect(`${notices[0]?.title} ${notices[0]?.body}`).toContain('Freezer room 2 too warm');
  expect(notices[0]?.urgency).toBe('critical');
  expect(tray.image).toMatch(/tray-critical\.png$/);
  expect(tray.toolTip).toBe('Valvomo: 1 critical');
  expect(told.badge).toBe(1);
  await shell.command('clickNotice', 0);
  await expect.poll(() => shell.command('evaluate', 'window.openedAlarm')).toBe(alarmId);
  expect((await shell.command('picture')).windows).toMatchObject([{ focusCount: 1 }]);
});

test('tells of an alarm while the window is closed; the click leads through the sign-in to the alarm', async ({ shell }) => {
  await shell.command('closeWindow');
  const alarmId = await raiseAlarm(shell, 'MAJOR', 'Condensing pressure high');
  await expect.poll(async () => (await shell.command('picture')).notices.length).toBe(1);
  await shell.command('clickNotice', 0);
  await windowShown(shell);
  await expect.poll(() => path(shell)).toBe('/login');
  const login = JSON.stringify({ userName: 'admin', password: adminPassword });
  const signIn = `fetch('/api/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(login)} }).then(({ status }) => status)`;
  expect(await shell.command('evaluate', signIn)).toBe(200);
  await shell.command('evaluate', "void setTimeout(() => location.assign('/'))");
  await expect.poll(() => path(shell)).toBe(`/alarms?alarm=${alarmId}`);
});

test('says nothing of a minor alarm, but the tray shows it', async ({ shell }) => {
  await raiseAlarm(shell, 'MINOR', 'Air too humid');
  await expect.poll(async () => (await shell.command('picture')).tray.image).toMatch(/tray-minor\.png$/);
  expect((await shell.command('picture')).notices).toEqual([]);
});

for (const [words, leave] of [
  ['chosen in the tray', (shell: Shell) => shell.command('chooseFromTray', 'Quit')],
  ['ended by the system', (shell: Shell) => shell.signal('SIGTERM')],
] as const) {
  test(`leaves no process behind when quitting is ${words}`, async ({ shell }) => {
    const core = corePid(await shell.command('picture'));
    void Promise.resolve(leave(shell)).catch(() => undefined);
    expect(await shell.ended).toBe(0);
    expect(isAlive(core)).toBe(false);
    expect(shell.log(), 'the core has closed its files').toContain('"area":"platform","msg":"stopped"');
  });
}

test('leaves no core behind when the shell itself is killed', async ({ shell }) => {
  const core = corePid(await shell.command('picture'));
  shell.signal('SIGKILL');
  await shell.ended;
  await expect.poll(() => isAlive(core)).toBe(false);
});

test('says what is wrong when the core cannot start, and goes on trying', async ({ start }) => {
  const shell = start({ env: { VALVOMO_CONSOLE_LISTENER_PORT: 'not a port' } });
  await expect.poll(async () => (await shell.command('picture')).messages.length, patience).toBe(1);
  const { messages, windows } = await shell.command('picture');
  expect(messages[0]?.message).toBe('Valvomo could not start');
  expect(messages[0]?.detail).toContain('consoleListener.port');
  expect(windows).toEqual([]);
  await expect.poll(async () => (await shell.command('picture')).cores.length, patience).toBeGreaterThan(2);
  expect((await shell.command('picture')).messages).toHaveLength(1);
});
