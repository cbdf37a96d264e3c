/** `npm run replay`: sends recorded data sets through the device listener. replay/README.md tells what it can do. */
import { parseCommandLine, usage } from './replay/command-line.ts';
import { adminPassword } from './replay/password.ts';
import { runReplay } from './replay/run-replay.ts';
import { stopOnSignals } from './replay/stop.ts';
import { Trouble } from './replay/trouble.ts';

/** As shells report a program ended by Ctrl-C. */
const stoppedCode = 130;

async function main(): Promise<number> {
  const options = parseCommandLine(process.argv.slice(2), process.env);
  if (!options) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const signals = stopOnSignals(() => process.stderr.write('\nStopping ...\n'));
  const { done, total } = await runReplay(options, {
    screen: process.stderr,
    signals,
    password: () => adminPassword(options.userName),
  });
  return done < total ? stoppedCode : 0;
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`${error.message}\n${error.code === 'usage' ? '--help shows what can be said.\n' : ''}`);
  process.exit(1);
}
