/** What a view shows while it has nothing fresh to show: loading, empty, unreadable, not for one's role, without contact. */
import { expect, type Page } from '@playwright/test';

import { test } from './picture-site.ts';

const journal = '/alarms?tab=journal';
const calls = /\/api\/alarms\/journal/;

async function compare(page: Page, name: string, theme: string, ofThisRun: readonly string[] = []): Promise<void> {
  await page.mouse.move(0, 0);
  await expect.soft(page).toHaveScreenshot(`state-${name}-${theme}.png`, { mask: ofThisRun.map((selector) => page.locator(selector)), maskColor: '#808080' });
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce' });
    // Contact counts as lost only after a while.
    test.setTimeout(120_000);

    test('loading, empty, unreadable', async ({ person, consoleUrl }) => {
      const page = await person('operator');
      await page.route(calls, () => new Promise<void>(() => undefined));
      await page.goto(consoleUrl + journal);
      await expect(page.getByText(/has not answered yet/)).toBeVisible({ timeout: 20_000 });
      await compare(page, 'loading', theme);
      await page.unroute(calls);
      await page.route(calls, (route) => route.fulfill({ status: 500, json: { error: 'internal', message: 'The disk did not answer', info: '', code: 'internal' } }));
      await page.goto(consoleUrl + journal);
      await expect(page.getByRole('alert').getByRole('button', { name: 'Try again' })).toBeVisible();
      await compare(page, 'unreadable', theme);
      await page.unroute(calls);
      await page.goto(consoleUrl + journal);
      await page.getByRole('searchbox').fill('no such words');
      await expect(page.getByRole('button', { name: 'Clear filter' })).toBeVisible();
      await compare(page, 'empty', theme);
    });

    test('not for this role, and without contact', async ({ person, consoleUrl }) => {
      const page = await person('operator');
      await page.goto(`${consoleUrl}/manage/people`);
      await expect(page.getByText(/administrator/).first()).toBeVisible();
      await compare(page, 'role', theme);
      await page.goto(`${consoleUrl}/alarms`);
      await expect(page.getByRole('row', { name: /Freezer room 2/ })).toBeVisible();
      await page.context().setOffline(true);
      await expect(page.getByText(/No contact with the core/)).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(/as of/).first()).toBeVisible();
      await compare(page, 'no-contact', theme, ['[role="status"]', '[aria-label="State of the console"]']);
    });
  });
}
