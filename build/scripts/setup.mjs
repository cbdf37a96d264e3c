/**
 * The one door behind every npm script: `node build/scripts/setup.mjs <task> [arguments]`.
 * Installs what is missing, finds the Node 24 the lock file brings along, and runs the task with it.
 *
 * It is plain JavaScript without dependencies, because it runs before anything is installed and on
 * whatever Node (20.19 or newer) the machine has. Everything it says goes to stderr: stdout belongs to the task.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} sentence */
function refuse(sentence) {
  process.stderr.write(`Valvomo: ${sentence}\n`);
  process.exit(1);
}

async function main() {
  const { isAtLeast, findNode24 } = await import('./setup/runtime.mjs');
  if (!isAtLeast(process.versions.node, 20, 19)) {
    refuse(`Node ${process.versions.node} is too old. Please install Node 20.19 or newer (nodejs.org).`);
  }
  const { planTask, taskNames } = await import('./setup/tasks.mjs');
  const steps = planTask(process.argv[2] ?? '', process.argv.slice(3));
  if (steps === null) return refuse(`there is no such task. Choose one of: ${taskNames.join(', ')}.`);

  const { createChildRunner } = await import('./setup/children.mjs');
  const { installPackages } = await import('./setup/install.mjs');
  const children = createChildRunner(root);
  const installed = await installPackages(root, children);
  if (!installed.ok) return children.exitLike(installed.ending);

  const node = findNode24(root);
  if (node === null) {
    return refuse(
      `no Node 24 for ${process.platform}-${process.arch} comes with the packages, and this one is ` +
        `${process.versions.node}. Please install Node 24 or newer and try again.`,
    );
  }
  children.exitLike(await children.runSteps(node, steps));
}

await main();
