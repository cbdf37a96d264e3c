/** Stories in which hours pass: the core's clock is moved, and the page is put to sleep as the browser does it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { test as base } from './fixtures.ts';
import type { Move } from './steered-core.ts';

/** Where the core of a story is. */
export interface SteeredCore {
  deviceUrl: string;
  consoleUrl: string;
  move(move: Move): Promise<void>;
}

/** What the child says next; fails when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the core ended with ${String(code)}`)));
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  return message;
}

async function startSteered(sets: string[]): Promise<{ core: SteeredCore; child: ChildProcess }> {
  const child = fork(join(import.meta.dirname, 'steered-core.ts'), [JSON.stringify(sets)], { env: { ...process.env, VALVOMO_LOG_LEVEL: 'error' } });
  const urls = (await answerOf(child)) as Pick<SteeredCore, 'deviceUrl' | 'consoleUrl'>;
  const move = async (moved: Move): Promise<void> => {
    child.send(moved);
    await answerOf(child);
  };
  return { core: { ...urls, move }, child };
}

/** The page does nothing at all, as in the background or while the machine sleeps, until it is thawed. */
export async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await session.detach();
  };
}

export const test = base.extend<{ steered: SteeredCore }>({
  steered: async ({ sets }, use) => {
    const { core, child } = await startSteered(sets);
    await use(core);
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  },
});
