/** A running shell for a test: the built one, on a fresh folder, its window showing the console. */
import { test as base, expect, type TestInfo } from '@playwright/test';
import { z } from 'zod';

import { hostMessageSchema } from '#contract/desktop.ts';

import { type Picture, type Shell, type ShellOptions, startShell } from './shell-process.ts';

type Start = (options?: Omit<ShellOptions, 'chromium'>) => Shell;

interface Fixtures {
  /** Starts shells; all are ended after the test. */
  start: Start;
  /** One shell of the test's own with the console in its window. */
  shell: Shell;
}

interface SharedFixtures {
  /** One shell for all tests of a worker that leave it as they found it. */
  sharedShell: Shell;
}

export const test = base.extend<Fixtures, SharedFixtures>({
  start: async ({}, use, info) => {
    const started: Shell[] = [];
    await use((options) => {
      const shell = startShell({ chromium: chromiumOf(info), ...options });
      started.push(shell);
      return shell;
    });
    if (info.status !== info.expectedStatus) for (const shell of started) console.error(shell.log());
    await Promise.all(started.map((shell) => shell.remove()));
  },
  shell: async ({ start }, use) => {
    const shell = start();
    await windowShown(shell);
    await use(shell);
  },
  sharedShell: [
    async ({}, use, info) => {
      const shell = startShell({ chromium: chromiumOf(info) });
      await windowShown(shell);
      await use(shell);
      await shell.remove();
    },
    { scope: 'worker' },
  ],
});

function chromiumOf({ project }: Pick<TestInfo, 'project'>): string {
  const path = project.use.launchOptions?.executablePath;
  if (path === undefined) throw new Error('no Chromium was found; name one in CHROMIUM_PATH');
  return path;
}

/** Resolves with the picture once the window is visible. */
export async function windowShown(shell: Shell): Promise<Picture> {
  await expect.poll(async () => (await shell.command('picture')).windows.map(({ visible }) => visible), { timeout: 30_000 }).toEqual([true]);
  return shell.command('picture');
}

/** The addresses of the core that became ready last. */
export function latestReady(picture: Picture): { deviceUrl: string; consoleUrl: string; openUrl: string } {
  const ready = picture.cores
    .flatMap(({ posted }) => posted)
    .map((message) => hostMessageSchema.parse(message))
    .findLast((message) => message.type === 'ready');
  if (ready === undefined) throw new Error('no core was ready');
  return ready;
}

/** The process id of the core that was started last. */
export function corePid(picture: Picture): number {
  return z.number().parse(picture.cores.at(-1)?.pid);
}

export { expect };
