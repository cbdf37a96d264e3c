/**
 * `npm run dev`: the daily loop in a browser. The core restarts when its files change, the console reloads
 * by itself; the development server passes /api on to the core. Data lie in .cache/dev.
 */
import { join } from 'node:path';

import { createServer, type ProxyOptions } from 'vite';

import { renderer } from '../../electron.vite.config.ts';
import { createChildRunner } from './setup/children.mjs';
import { parseReadyLine } from './start-decision.ts';

const root = join(import.meta.dirname, '..', '..');
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

const devUrl = await startDevelopmentServer();
const children = createChildRunner(root);

/** Once per start of the core: where to open the console, with the setup token of an unclaimed site. */
function announce(line: string): void {
  const ready = parseReadyLine(line);
  const message = ready === null ? line : `Console: ${(ready.openUrl ?? core).replace(core, devUrl.replace(/\/$/, ''))}\nDevices post to: ${ready.deviceUrl}`;
  process.stdout.write(`${message}\n`);
}

const coreArguments = ['--watch', 'embedded-server/cli.ts', '--data-dir', '.cache/dev', '--console-port', String(consolePort)];
children.exitLike(await children.run(process.execPath, [...coreArguments, ...process.argv.slice(2)], { onLine: announce }));
