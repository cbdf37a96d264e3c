/** Each test gets a core of its own on a fresh data directory, with the built console. */
import { test as base, expect, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { adminPassword, startCore, type CoreProcess } from '../embedded-server/testing/core-process.ts';

interface Fixtures {
  /** A core nobody has claimed yet. */
  freshCore: CoreProcess;
  /** A core whose administrator is `admin`. */
  core: CoreProcess;
  /** The console of {@link Fixtures.core}, signed in as the administrator. */
  signedIn: Page;
}

async function withDataDir(use: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-e2e-'));
  await use(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}

async function withCore(env: Record<string, string>, use: (core: CoreProcess) => Promise<void>): Promise<void> {
  await withDataDir(async (dataDir) => {
    const core = await startCore(dataDir, { env: { VALVOMO_LOG_LEVEL: 'error', ...env } });
    await use(core);
    await core.stop();
  });
}

export const test = base.extend<Fixtures>({
  freshCore: async ({}, use) => withCore({ VALVOMO_ADMIN_PASSWORD: '' }, use),
  core: async ({}, use) => withCore({}, use),
  signedIn: async ({ core, page }, use) => {
    await page.goto(core.consoleUrl);
    await page.getByLabel('User name').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill(adminPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('navigation')).toBeVisible();
    await use(page);
  },
});

export { expect };
