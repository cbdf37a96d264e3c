/**
 * Child processes of a script: signals are passed on, so that stopping npm stops the core, and the
 * script ends the way its child ended.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * How a process ended.
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending
 */

/**
 * `aside` sends the child's stdout to stderr and gives it no stdin; `onLine` is handed each line of its stdout instead; what
 * `env` says holds unless this process's own environment says otherwise.
 * @typedef {{ aside?: boolean, env?: Record<string, string>, onLine?: (line: string) => void }} RunOptions
 */

/**
 * @typedef {object} ChildRunner
 * @property {(command: string, args: string[], options?: RunOptions) => Promise<Ending>} run
 * @property {(node: string, steps: import('./tasks.mjs').Step[]) => Promise<Ending>} runSteps
 * @property {(ending: Ending) => void} exitLike
 */

/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {string} cwd where the children run
 * @returns {ChildRunner}
 */
export function createChildRunner(cwd) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  /** @type {NodeJS.Signals | null} the first signal received; from then on nothing new is started */
  let stopping = null;

  // A terminal's Ctrl-C reaches the child by itself and once more through npm: passing the first on is enough.
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    if (stopping !== null) return;
    stopping = signal;
    child?.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, stop);
  // Only npm is known to wait for us; a shell that starts us in the background may rightly go away.
  if (process.env['npm_lifecycle_event']) watchParent(() => stop('SIGTERM'));

  /** @type {ChildRunner['run']} */
  const run = async (command, args, options = {}) => {
    if (stopping !== null) return { code: null, signal: stopping };
    child = spawnChild(cwd, command, args, options);
    const ending = await endOf(child, command);
    child = null;
    return ending;
  };

  return { run, runSteps: (node, steps) => runSteps(run, node, steps), exitLike };
}

/**
 * Calls `onGone` once when the process that started us has disappeared (a kill -9 sends us no signal).
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, 1000);
  timer.unref();
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 */
function spawnChild(cwd, command, args, { aside = false, env: wanted = {}, onLine }) {
  const env = {
    ...wanted,
    // What Node made of the sources last time; nearly halves the time to ready.
    NODE_COMPILE_CACHE: join(cwd, 'node_modules', '.cache', 'node'),
    ...process.env,
    // The core watches this process id and stops when it is gone.
    VALVOMO_PARENT_PID: process.env['VALVOMO_PARENT_PID'] ?? String(process.pid),
  };
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: aside ? ['ignore', 2, 2] : ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'],
  });
  if (onLine && child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} command
 * @returns {Promise<Ending>}
 */
function endOf(child, command) {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`Valvomo: ${command} could not be started: ${error.message}\n`);
      resolve({ code: 1, signal: null });
    });
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
}

/**
 * Runs the steps one after the other and stops at the first that fails.
 * @param {ChildRunner['run']} run
 * @param {string} node
 * @param {import('./tasks.mjs').Step[]} steps
 * @returns {Promise<Ending>}
 */
async function runSteps(run, node, steps) {
  /** @type {Ending} */
  let ending = { code: 0, signal: null };
  for (const step of steps) {
    ending = await run(node, step.args, { aside: step.aside === true, env: step.env ?? {} });
    if (ending.code !== 0) break;
  }
  return ending;
}

/**
 * Ends this process as a child ended: with its exit code, or by the same signal.
 * @param {Ending} ending
 */
function exitLike({ code, signal }) {
  if (signal === null || process.platform === 'win32') process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
