/**
 * `npm run dev`: the daily loop in a browser, on a site worth looking at. The core restarts when its files change, the
 * console is replaced in place when its own do; the development server passes /api on to the core. Data lie in .cache/dev.
 */
import { join } from 'node:path';

import { createServer, type ProxyOptions } from 'vite';

import { renderer } from '../../electron.vite.config.ts';
import { openInBrowser } from './dev/browser.ts';
import { devAccount, furnishSite } from './dev/dev-site.ts';
import { createChildRunner } from './setup/children.mjs';
import { parseReadyLine } from './start-decision.ts';

const root = join(import.meta.dirname, '..', '..');
const dataDir = join('.cache', 'dev');
const consolePort = 8091;
const core = `http://127.0.0.1:${consolePort}`;

/** The core answers only its own origin, so the browser's must not be passed on. */
const toCore: ProxyOptions = { target: core, changeOrigin: true, ws: true, headers: { origin: core } };

/** Not the console's own modules in src-renderer/api, which the development server gives out by the same path. */
const coreCalls = '^/api/(?!.+\\.ts)';

async function startDevelopmentServer(): Promise<string> {
  const server = await createServer({
    configFile: false,
    plugins: renderer.plugins,
    root: join(root, 'src-renderer'),
    server: { host: '127.0.0.1', port: 5173, proxy: { [coreCalls]: toCore } },
  });
  await server.listen();
  return server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:5173/';
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
let isFirst = true;

/** After each start of the core; the first time the site is furnished and the browser opened. */
async function onReady(consoleUrl: string, deviceUrl: string): Promise<void> {
  say(`Console: ${devUrl}   sign in as ${devAccount.userName} with: ${devAccount.password}`);
  say(`Devices post to: ${deviceUrl}`);
  if (!isFirst) return;
  isFirst = false;
  await furnishSite({ consoleUrl, deviceUrl, account: devAccount, say });
  openInBrowser(devUrl);
}

const devUrl = await startDevelopmentServer();
const children = createChildRunner(root);

function onLine(line: string): void {
  const ready = parseReadyLine(line);
  if (ready === null) return say(line);
  onReady(ready.consoleUrl, ready.deviceUrl).catch((error: unknown) => say(`The site could not be furnished: ${error instanceof Error ? error.message : String(error)}`));
}

// What a person sees here: addresses, and lines of the log where something is wrong.
process.env['VALVOMO_LOG_LEVEL'] ??= 'warn';
process.env['VALVOMO_ADMIN_PASSWORD'] ??= devAccount.password;
const coreArguments = ['--watch', '--watch-preserve-output', 'embedded-server/cli.ts', '--data-dir', dataDir, '--console-port', String(consolePort)];
children.exitLike(await children.run(process.execPath, [...coreArguments, ...process.argv.slice(2)], { onLine }));
