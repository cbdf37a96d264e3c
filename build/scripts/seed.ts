/** `npm run seed`: fills a site with thousands of devices and alarms, for the work on scale. */
import { deviceUrlOf } from './replay/console-client.ts';
import { adminPassword } from './replay/password.ts';
import { stopOnSignals } from './replay/stop.ts';
import { Trouble } from './replay/trouble.ts';
import { parseSeedCommandLine, usage, type SeedOptions } from './seed/command-line.ts';
import { runSeed } from './seed/run-seed.ts';

/** As shells report a program ended by Ctrl-C. */
const stoppedCode = 130;

async function seed(options: SeedOptions, stop: AbortSignal): Promise<void> {
  const password = await adminPassword(options.userName);
  const deviceUrl = options.deviceUrl ?? (await deviceUrlOf(options.consoleUrl));
  const account = options.userName.includes('/') ? options.userName : `main/${options.userName}`;
  await runSeed(options, { screen: process.stderr, stop, deviceUrl, account: `${account}:${password}` });
}

async function main(): Promise<number> {
  const options = parseSeedCommandLine(process.argv.slice(2));
  if (!options) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { stop } = stopOnSignals(() => process.stderr.write('\nStopping; what was stored stays.\n'));
  try {
    await seed(options, stop);
    return 0;
  } catch (error) {
    if (stop.aborted) return stoppedCode;
    throw error;
  }
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`${error.message}\n${error.code === 'usage' ? '--help shows what can be said.\n' : ''}`);
  process.exit(1);
}
