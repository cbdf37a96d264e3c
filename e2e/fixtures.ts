/** Each test gets a core of its own on a fresh data directory, with the built console. */
import { test as base, expect, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { adminPassword, startCore, type CoreOptions, type CoreProcess } from '../embedded-server/testing/core-process.ts';

interface Fixtures {
  /** Settings of the core, `key=value`. */
  sets: string[];
  dataDir: string;
  /** Starts a core on this test's data directory; all are stopped at its end. */
  start(options?: CoreOptions): Promise<CoreProcess>;
  /** A core nobody has claimed yet. */
  freshCore: CoreProcess;
  /** A core whose administrator is `admin`. */
  core: CoreProcess;
  /** The console of {@link Fixtures.core}, signed in as the administrator. */
  signedIn: Page;
}

export async function signIn(page: Page, userName = 'admin', password = adminPassword): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
}

/** Below the ports the system hands out: nobody else's core comes up where this one was stopped. */
function quietPort(): number {
  return 20_000 + Math.floor(Math.random() * 10_000);
}

export const test = base.extend<Fixtures>({
  sets: [[], { option: true }],
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-e2e-'));
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
  start: async ({ dataDir, sets }, use) => {
    const running: CoreProcess[] = [];
    await use(async (options = {}) => {
      const env = { VALVOMO_LOG_LEVEL: 'error', ...options.env };
      const core = await startCore(dataDir, { built: true, ...options, env, sets: [...sets, ...(options.sets ?? [])] });
      running.push(core);
      return core;
    });
    for (const core of running) await core.stop();
  },
  freshCore: async ({ start }, use) => use(await start({ env: { VALVOMO_ADMIN_PASSWORD: '' } })),
  core: async ({ start }, use) => use(await start({ consolePort: quietPort() })),
  signedIn: async ({ core, page }, use) => {
    await page.goto(core.consoleUrl);
    await signIn(page);
    await use(page);
  },
});

export { expect };
