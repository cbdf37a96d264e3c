/** One core with the pictures' site for all tests of a worker, and a page at the moment shown. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, test as base, type Page } from '@playwright/test';

import { adminPassword } from '../../embedded-server/testing/core-process.ts';
import { people, shownMs } from './believable-site.ts';
import { neighbour } from './normal-site.ts';

interface PictureCore {
  consoleUrl: string;
  /** Of a core nobody has claimed, with its one-time token. */
  firstRunUrl: string;
  process: ChildProcess;
}

async function startPictureCore(consoleFolder: string | undefined): Promise<PictureCore> {
  const child = fork(join(import.meta.dirname, 'picture-core.ts'), consoleFolder === undefined ? [] : [consoleFolder], { env: { ...process.env, VALVOMO_LOG_LEVEL: 'error' } });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the pictures' core ended with ${String(code)}`)));
  const ready = once(child, 'message').then(([message]) => message as Omit<PictureCore, 'process'>);
  const urls = await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  return { ...urls, process: child };
}

export type Looker = 'operator' | 'admin' | 'neighbour' | 'nobody';

const lookers: Record<Exclude<Looker, 'nobody'>, { userName: string; password: string }> = {
  operator: { userName: 'day-shift', password: people['day-shift'].password },
  admin: { userName: 'admin', password: adminPassword },
  neighbour: { userName: `harju/${neighbour.userName}`, password: neighbour.password },
};

interface PictureFixtures {
  /** The page, signed in as somebody, or not; its own clock stands still at the moment shown. */
  person(who: Looker): Promise<Page>;
}

interface WorkerFixtures {
  /** Folder of the console to serve; the built one where it is left out. */
  consoleFolder: string | undefined;
  pictureCore: PictureCore;
  consoleUrl: string;
}

/** Sign in without knowing the page's language. */
async function signInAs(page: Page, who: keyof typeof lookers): Promise<void> {
  const { userName, password } = lookers[who];
  const fields = page.locator('form input');
  await fields.nth(0).fill(userName);
  await fields.nth(1).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

export const test = base.extend<PictureFixtures, WorkerFixtures>({
  consoleFolder: [undefined, { scope: 'worker', option: true }],
  pictureCore: [
    async ({ consoleFolder }, use) => {
      const core = await startPictureCore(consoleFolder);
      await use(core);
      core.process.kill('SIGTERM');
      await once(core.process, 'exit');
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  consoleUrl: [async ({ pictureCore }, use) => use(pictureCore.consoleUrl), { scope: 'worker' }],
  person: async ({ page, consoleUrl }, use) => {
    await use(async (who) => {
      await page.clock.setFixedTime(shownMs);
      await page.goto(consoleUrl);
      if (who !== 'nobody') await signInAs(page, who);
      return page;
    });
  },
});

export { expect };
