/** A console that nobody is at shows numbers and asks for the password; its person finds everything as it was. */
import type { Page } from '@playwright/test';

import { adminPassword } from '../embedded-server/testing/core-process.ts';
import { expect, signIn, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const unlock = (page: Page) => page.getByRole('button', { name: /^Unlock/ });

async function givePassword(page: Page): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(adminPassword);
  await page.keyboard.press('Enter');
  await expect(views(page)).toBeVisible();
}

test.describe('locked by its person', () => {
  test.use({ sets: openToPrograms });

  test('what was open and typed is there again; meanwhile only numbers are, in every tab and after a reload', async ({ core, signedIn: page }) => {
    const site = new Site(core);
    const device = await site.device('Freezer room 2');
    const alarm = await site.alarm(device, 'MAJOR', 'too warm');
    await page.goto(`${core.consoleUrl}/alarms?alarm=${alarm}`);
    await page.getByRole('textbox', { name: /note/i }).fill('Half a note');
    const other = await page.context().newPage();
    await other.goto(core.consoleUrl);
    await expect(other.getByRole('row', { name: /too warm/ })).toBeVisible();

    await page.getByRole('textbox', { name: /note/i }).press('Control+l');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(unlock(other)).toBeVisible();
    for (const tab of [page, other]) {
      await expect(views(tab)).toHaveCount(0);
      await expect(tab.getByText('too warm').filter({ visible: true })).toHaveCount(0);
      await expect(tab.getByRole('list', { name: 'Open alarms by severity' })).toContainText('1major');
    }
    await site.alarm(device, 'CRITICAL', 'door open');
    await expect(page.getByRole('list', { name: 'Open alarms by severity' })).toContainText('1critical');

    await other.reload();
    await expect(unlock(other)).toBeVisible();
    // Keys of the console below do nothing.
    await page.getByRole('heading', { name: 'Locked' }).click();
    await page.keyboard.press('3');
    await page.keyboard.press('Escape');

    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is not the password.')).toBeVisible();
    await givePassword(page);
    await expect(page).toHaveURL(new RegExp(`/alarms\\?alarm=${alarm}$`));
    await expect(page.getByRole('textbox', { name: /note/i })).toHaveValue('Half a note');
    // What arrived while it was locked is there.
    await expect(page.getByRole('link', { name: /^Critical 1/ })).toBeVisible();
    await expect(views(other)).toBeVisible();
  });

  test('somebody else starts afresh', async ({ core, signedIn: page }) => {
    const password = 'an owl in the attic';
    await page.request.post(`${core.consoleUrl}/api/people`, { headers: { origin: core.consoleUrl }, data: { userName: 'vera', role: 'viewer', password } });
    await page.goto(`${core.consoleUrl}/manage/people`);
    await expect(page.getByRole('row', { name: /vera/ })).toBeVisible();
    await page.getByRole('button', { name: 'Lock the console' }).click();
    await page.getByRole('button', { name: 'Someone else signs in' }).click();
    await signIn(page, 'vera', password);
    await expect(page).toHaveURL(`${core.consoleUrl}/`);
    await expect(page.getByRole('button', { name: /Viewer, vera/ })).toBeVisible();
  });

  test('a lock outlives the core', async ({ core, signedIn: page, start }) => {
    await page.keyboard.press('2');
    await page.keyboard.press('Control+l');
    // The cover is there at once; the numbers tell that the core knows of it.
    await expect(page.getByText(/^Live/)).toBeVisible();
    await core.stop();
    await expect(page.getByText(/^No contact/)).toBeVisible({ timeout: 15_000 });
    await start({ consolePort: Number(new URL(core.consoleUrl).port) });
    await expect(page.getByText(/^Live/)).toBeVisible({ timeout: 15_000 });
    await givePassword(page);
    await expect(page).toHaveURL(/\/alarms/);
  });

  test('a console whose core is away is covered all the same, says so, and the core is told when it is back', async ({ core, signedIn: page, start }) => {
    await core.stop();
    await page.keyboard.press('Control+l');
    await expect(unlock(page)).toBeVisible();
    await expect(page.getByText('No contact with the core', { exact: true })).toBeVisible();
    await start({ consolePort: Number(new URL(core.consoleUrl).port) });
    await expect(page.getByText(/^Live/)).toBeVisible({ timeout: 15_000 });
    await page.reload();
    await givePassword(page);
  });
});

test.describe('with an idle limit of three seconds', () => {
  test.use({ sets: ['session.idleMinutes=0.05'] });

  test('nobody at the desk: the console locks, and goes on where it was', async ({ signedIn: page }) => {
    await page.keyboard.press('2');
    await expect(page).toHaveURL(/\/alarms/);
    await expect(page.getByRole('heading', { name: /^Locked after/ })).toBeVisible({ timeout: 15_000 });
    await givePassword(page);
    await expect(page).toHaveURL(/\/alarms/);
  });
});
