/**
 * `npm test`: everything to a verdict, closing with `N passed, N failed`.
 * `npm test -- types|lint|fences|build|unit|e2e|bench [filter]` runs one step, showing its output as it comes.
 */
import { join } from 'node:path';

import { dataSetLine, sharedFolder } from './verdict/data-sets.ts';
import { inLanes } from './verdict/lanes.ts';
import { endRunningCommands } from './verdict/run-command.ts';
import { lanes, stepNames, steps, type StepName } from './verdict/steps.ts';
import { closingLine, singleOutcome, type Outcome } from './verdict/tally.ts';

const root = join(import.meta.dirname, '..', '..');
const quick: StepName[] = ['types', 'lint', 'browser', 'build', 'fences'];
/** Each has the machine to itself. */
const large: StepName[] = ['unit', 'e2e', 'bench'];
const [wanted, ...filter] = process.argv.slice(2);
const only = stepNames.find((name) => name === wanted) ?? null;

async function perform(name: StepName): Promise<Outcome> {
  const { words, streams = false, run } = steps[name];
  const live = streams && only === name;
  const startedMs = Date.now();
  process.stdout.write(`-- ${words} ...\n`);
  const outcome = await run({ filter, live }).catch((error: unknown) => singleOutcome(false, `${String(error)}\n`));
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  const bad = outcome.failed > 0;
  process.stdout.write(`== ${words}: ${bad ? 'FAILED' : 'ok'} (${outcome.passed} passed, ${outcome.failed} failed, ${seconds} s)\n`);
  if (bad && !live) process.stdout.write(`${outcome.output.trimEnd()}\n\n`);
  return outcome;
}

/** The small steps beside each other, then those that need the whole machine. */
async function performAll(): Promise<Outcome[]> {
  const small = await inLanes(lanes, quick.map((name) => () => perform(name)));
  return [...small, ...(await inLanes(1, large.map((name) => () => perform(name))))];
}

async function performOnly(name: StepName): Promise<Outcome[]> {
  const before: StepName[] = name === 'e2e' ? ['browser', 'build'] : [];
  return inLanes(1, [...before, name].map((step) => () => perform(step)));
}

if (wanted !== undefined && only === null) {
  process.stderr.write(`There is no step "${wanted}". Choose one of: ${stepNames.join(', ')}.\n`);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    endRunningCommands();
    process.exit(1);
  });
}

const shared = sharedFolder(root, process.env);
Object.assign(process.env, { CI: 'true' }, shared === null ? {} : { VALVOMO_SHARED: shared });

const outcomes = await (only === null ? performAll() : performOnly(only));
const { line, good } = closingLine(outcomes);
if (only === null) process.stdout.write(`${dataSetLine(shared, outcomes.flatMap(({ fullSets }) => fullSets))}\n`);
for (const skipped of outcomes.flatMap((outcome) => outcome.skipped)) process.stdout.write(`Skipped: ${skipped}\n`);
for (const unsteady of outcomes.flatMap((outcome) => outcome.unsteady)) process.stdout.write(`Passed only when tried again: ${unsteady}\n`);
process.stdout.write(`${line}\n`);
process.exitCode = good ? 0 : 1;
