import { createServer, type Server } from 'node:http';

import { z } from 'zod';

import type { Shell } from './shell-process.ts';
import { expect, latestReady, test } from './shell-test.ts';

/** A page somewhere else on the same machine: another port is another origin. Its `/redirect` leads on by another name. */
async function elsewhere(): Promise<{ url: string; visits: string[]; server: Server }> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    if (request.url === '/redirect') response.writeHead(302, { location: `http://localhost:${portOf(server)}/target` }).end();
    else response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}/`, visits, server };
}

function portOf(server: Server): number {
  return z.object({ port: z.number() }).parse(server.address()).port;
}

/** The navigations the shell was asked about, with its answers. */
async function asked(shell: Shell): Promise<string[]> {
  const { windows } = await shell.command('picture');
  return windows.flatMap((window) => window.asked.map(({ event, url, allowed }) => `${event} ${url} ${allowed ? 'allowed' : 'refused'}`));
}

test('goes nowhere but to the console', async ({ shell }) => {
  const other = await elsewhere();
  const { origin, port } = new URL(latestReady(await shell.command('picture')).consoleUrl);
  for (const url of [other.url, `http://localhost:${port}/`, `http://user@127.0.0.1:${port}/`]) {
    await shell.command('evaluate', `void setTimeout(() => { location.href = '${url}' })`);
    await expect.poll(() => asked(shell)).toContain(`will-frame-navigate ${url} refused`);
    expect(await shell.command('evaluate', 'location.origin')).toBe(origin);
  }
  expect(other.visits).toEqual([]);
  await shell.command('evaluate', "void setTimeout(() => { location.href = '/devices' })");
  await expect.poll(() => asked(shell)).toContain(`will-navigate ${origin}/devices allowed`);
  other.server.close();
});

test('follows no redirect away from the console', async ({ shell }) => {
  const other = await elsewhere();
  await expect(shell.command('bypassGuards', `${other.url}redirect`)).rejects.toThrow('ERR_ABORTED');
  expect(await asked(shell)).toEqual([`will-redirect http://localhost:${new URL(other.url).port}/target refused`]);
  expect(other.visits).toEqual(['/redirect']);
  other.server.close();
});

test('opens no second window, and only listed pages in the system browser', async ({ shell }) => {
  const other = await elsewhere();
  await shell.command('evaluate', `void window.open('${other.url}')`);
  await shell.command('evaluate', "void window.open('https://cumulocity.com/api/core/')");
  await expect.poll(async () => (await shell.command('picture')).opened).toEqual(['https://cumulocity.com/api/core/']);
  expect((await shell.command('picture')).windows).toHaveLength(1);
  expect(other.visits).toEqual([]);
  other.server.close();
});

test('refuses to open what is not listed when the page asks', async ({ sharedShell: shell }) => {
  const { opened } = await shell.command('picture');
  for (const url of ['file:///etc/passwd', 'http://cumulocity.com/', 'https://example.com/', 'javascript:alert(1)']) {
    await expect(shell.command('evaluate', `desktop.openExternal('${url}')`)).rejects.toThrow('failed');
  }
  expect((await shell.command('picture')).opened).toEqual(opened);
});

test('answers calls only from the top frame of the console', async ({ shell }) => {
  const inChild = `new Promise((resolve) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    resolve(frame.contentWindow.__standInInvoke('desktop:versions', [undefined]));
  })`;
  expect(await shell.command('evaluate', inChild)).toEqual({ ok: false, code: 'sender-refused' });

  const other = await elsewhere();
  await shell.command('bypassGuards', other.url);
  await expect(shell.command('evaluate', 'desktop.versions()')).rejects.toThrow('sender-refused');
  await expect(shell.command('evaluate', "desktop.saveFile('a.csv', '')")).rejects.toThrow('sender-refused');
  other.server.close();
});

test('refuses payloads that do not fit', async ({ sharedShell: shell }) => {
  for (const call of ["saveFile('../a', '')", 'saveFile(5, 5)', "windowAction('destroy')", "setFullScreen('yes')"]) {
    await expect(shell.command('evaluate', `desktop.${call}`)).rejects.toThrow('payload-refused');
  }
});

test('grants the page three permissions, other origins none, and no webview', async ({ sharedShell: shell }) => {
  const origin = new URL(latestReady(await shell.command('picture')).consoleUrl).origin;
  const names = ['clipboard-sanitized-write', 'fullscreen', 'notifications', 'geolocation', 'media', 'usb', 'clipboard-read', 'local-network-access'];
  const granted = async (asker: string) => {
    const { permissions, device, screen } = await shell.command('askPermissions', names, asker);
    expect({ device, screen }).toEqual({ device: false, screen: null });
    return Object.entries(permissions).flatMap(([name, { request, check }]) => (request || check ? [name] : []));
  };
  expect(await granted(origin)).toEqual(names.slice(0, 3));
  expect(await granted('http://127.0.0.1:1')).toEqual([]);
  expect(await shell.command('attachWebview')).toBe(false);
});
