/** What each npm script runs, once the packages are there. All paths are relative to the project's folder. */

/**
 * One process to run under Node 24.
 * @typedef {object} Step
 * @property {string[]} args script and arguments
 * @property {boolean} [aside] a preparation whose output goes to stderr, so that stdout stays the task's
 * @property {Record<string, string>} [env] beside that of the script
 */

/**
 * How the core runs: small. What an ingest makes and drops at once would let V8 keep a young generation of some 90 MB; with
 * 4 MB a half the core takes as much. The old one is collected when it has grown by half, not only when it has tripled, and
 * when the core is quiet (health/quiet-collection.ts). Both begin as large as they will be soon: growing there by collecting
 * takes a start some 60 ms.
 */
export const coreFlags = ['--min-semi-space-size=4', '--max-semi-space-size=4', '--initial-heap-size=64', '--heap-growing-percent=50', '--expose-gc'];

/**
 * For the allocator of Linux: one arena for all threads, of which only one ever has much, and what is large is always given
 * back, however often that was done before. Without it an idle core holds 15 MB of what its threads needed once.
 */
export const coreEnvironment = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };

/** The headless core in one file: reading and compiling its four hundred modules one by one takes most of a second. */
export const builtCore = 'out/core/cli.js';

/** @type {Record<string, (args: string[]) => Step[]>} */
const tasks = {
  start: (args) => [{ args: ['build/scripts/start.ts', ...args] }],
  test: (args) => [{ args: ['build/scripts/verdict.ts', ...args] }],
  serve: (args) => [
    { args: ['build/scripts/build.ts', 'renderer', 'core'], aside: true },
    { args: [...coreFlags, builtCore, ...args], env: coreEnvironment },
  ],
  dev: (args) => [{ args: ['build/scripts/dev.ts', ...args] }],
  replay: (args) => [{ args: ['build/scripts/replay.ts', ...args] }],
  verify: (args) => [{ args: ['build/scripts/verify.ts', ...args] }],
  seed: (args) => [{ args: ['build/scripts/seed.ts', ...args] }],
  bench: (args) => [{ args: ['build/scripts/bench.ts', ...args] }],
};

/** The names `setup.mjs` takes. */
export const taskNames = Object.keys(tasks);

/**
 * The processes a task consists of, in order; null for an unknown task.
 * @param {string} name
 * @param {string[]} args passed on to the task
 * @returns {Step[] | null}
 */
export function planTask(name, args) {
  return taskNames.includes(name) ? (tasks[name]?.(args) ?? null) : null;
}
