/** What the console listener serves besides its API: the page with its policy, its files, and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const root = mkdtempSync(join(tmpdir(), 'valvomo-console-'));
const consoleFolder = join(root, 'renderer');
let platform: TestPlatform;

beforeAll(async () => {
  mkdirSync(join(consoleFolder, 'assets'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(consoleFolder, '.hidden'), 'secret');
  writeFileSync(join(consoleFolder, 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__" /><p>Valvomo</p>');
  writeFileSync(join(consoleFolder, 'assets', 'main-4fd1.js'), 'export {};');
  writeFileSync(join(consoleFolder, 'icon.svg'), '<svg/>');
  platform = await startTestPlatform({ consoleFolder, unclaimed: true });
});
afterAll(async () => {
  await platform.end();
  rmSync(root, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Ask for a path exactly as written: fetch would tidy it. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(platform.platform.urls.console);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString() }));
    });
    sent.on('error', reject).end();
  });
}

test.each(['/', '/index.html', '/alarms', '/devices/17', '/manage/rules?open=3', '/?x=1'])('%s is the page', async (path) => {
  const { status, headers, text } = await get(path);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(text).toContain('<p>Valvomo</p>');
});

test('the page\'s policy allows its own files and styles with this answer\'s nonce, and nothing else', async () => {
  const [first, second] = [await get('/'), await get('/')];
  const nonce = /content="([A-Za-z0-9+/=]{24})"/.exec(first.text)?.[1];
  const host = new URL(platform.platform.urls.console).host;
  expect(first.headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; ` +
      `connect-src 'self' ws://${host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'`,
  );
  expect(second.text).not.toContain(nonce);
});

test('files have their type and may be kept where their name holds their hash', async () => {
  const script = await get('/assets/main-4fd1.js');
  expect(script).toMatchObject({ status: 200, text: 'export {};' });
  expect(script.headers['content-type']).toMatch(/^(text|application)\/javascript/);
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const icon = await get('/icon.svg');
  expect(icon.headers['cache-control']).toBe('no-cache');
});

test.each(['/', '/icon.svg', '/api/state', '/api/nothing', '/assets/nothing.js'])('%s carries the headers that hold the browser', async (path) => {
  const { headers } = await get(path);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/assets/%2e%2e%5c%2e%2e%5csecret.txt',
  '//etc/passwd.txt',
  '/secret.txt%00.js',
  '/.hidden',
  '/assets/',
  '/assets/nothing.js',
  '/nothing.png',
])('%s gives nothing away', async (path) => {
  const { status, text } = await get(path);
  expect([400, 403, 404]).toContain(status);
  expect(text).not.toContain('secret');
  expect(text).not.toContain('root:');
});

test.each(['/api', '/api/', '/api/nothing', '/api/alarms/1/nothing'])('%s is a 404 in JSON', async (path) => {
  const { status, headers, text } = await get(path);
  expect(status).toBe(404);
  expect(headers['cache-control']).toBe('no-store');
  expect(JSON.parse(text)).toMatchObject({ code: 'not-found' });
});

test('a foreign name for this machine gets nothing, not even the page', async () => {
  const { status, text } = await get('/', { host: 'evil.example' });
  expect(status).toBe(403);
  expect(text).not.toContain('Valvomo');
  expect(text).not.toContain('evil');
});

test('a link from elsewhere opens the page but reads no API', async () => {
  expect(await get('/alarms', { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 200 });
  expect(await get('/api/state', { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
});

test('without a build the page says so in a sentence', async () => {
  rmSync(join(consoleFolder, 'index.html'));
  const { status, headers, text } = await get('/');
  expect(status).toBe(503);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(text).toContain('npm start');
});
