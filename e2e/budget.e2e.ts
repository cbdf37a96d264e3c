/** What frequent tasks cost: is all right (T1), acknowledge one alarm (T2), add a device by keys (T5), add a person. T6 to T8 are counted in the stories about them. */
import type { Page } from '@playwright/test';

import { withinBudget } from './budget.ts';
import { postReading, readCurlLine } from './device.ts';
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('the counter counts presses, not typing, across navigations, and fails above the budget', async ({ signedIn: page }) => {
  const task = async () => {
    await page.getByRole('link', { name: /Devices/ }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Add device' }).first().click();
    await page.getByLabel(/name/i).first().pressSequentially('Cold store');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('F6');
  };
  expect(await withinBudget(page, { clicks: 2, keys: 2 }, task)).toEqual({ clicks: 2, keys: 2 });
  const dearer = withinBudget(page, { keys: 0 }, () => page.keyboard.press('1'));
  await expect(dearer).rejects.toThrow(/within the budget \(key 1\)/);
});

test('T1: is all right? costs nothing, on Now and beside every other view', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await withinBudget(page, {}, async () => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/normal/i);
  });
  await page.goto(`${core.consoleUrl}/devices`);
  await withinBudget(page, {}, async () => {
    const counts = page.getByRole('banner').getByRole('link');
    await expect(counts.first()).toBeVisible();
    await site.alarm(device, 'MAJOR', 'too warm');
    await expect(page.getByRole('banner').getByRole('link', { name: /Major 1/ })).toBeVisible();
  });
});

test('T2: acknowledge one alarm: one click, or the key A', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.alarm(device, 'MAJOR', 'too warm');
  await site.alarm(device, 'MINOR', 'door open');
  const row = (text: string) => page.getByRole('row', { name: new RegExp(text) });
  await expect(row('door open')).toBeVisible();
  await withinBudget(page, { clicks: 1 }, async () => {
    await row('door open').getByRole('button', { name: /^Acknowledge/ }).click();
    await expect(row('door open')).toContainText(/Acknowledged/);
  });
  await page.mouse.move(0, 0);
  await withinBudget(page, { keys: 1 }, async () => {
    await page.keyboard.press('a');
    await expect(row('too warm')).toContainText(/Acknowledged/);
  });
});

/** Tab on until a control with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const isThere = () => page.locator(':focus').evaluateAll(([focused], words) => new RegExp(words).test(focused?.getAttribute('aria-label') ?? (focused as HTMLInputElement | undefined)?.labels?.[0]?.textContent ?? focused?.textContent ?? ''), name.source);
  while (!(await isThere())) await page.keyboard.press('Tab');
}

test('T5 by keys alone, from wherever one is: add a device, see its first value, pin it', async ({ signedIn: page }) => {
  await withinBudget(page, { keys: 10 }, async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('add a device');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Name of the device')).toBeFocused();
    await page.keyboard.type('Freezer room 2');
    await page.keyboard.press('Enter');
    const line = await readCurlLine(page);
    await expect(page.getByRole('button', { name: /^Copy/ })).toBeFocused();
    await page.keyboard.press('Control+c');
    await postReading(line, -21.9);
    await expect(page.getByRole('button', { name: 'Pin to Now' })).toBeVisible();
    await tabTo(page, /^Pin to Now/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Pinned to Now')).toBeVisible();
  });
});

test.describe('a new person who is an operator', () => {
  const password = 'another long pass phrase';
  const isThere = async (page: Page, userName: string) => {
    await expect(page.getByRole('row', { name: new RegExp(`${userName}.*Operator`) })).toBeVisible();
  };

  test('costs four clicks', async ({ core, signedIn: page }) => {
    await page.goto(`${core.consoleUrl}/manage/people`);
    await withinBudget(page, { clicks: 4 }, async () => {
      await page.getByRole('button', { name: 'Add person' }).click();
      await page.getByRole('combobox', { name: 'Role' }).click();
      await page.getByRole('option', { name: 'Operator' }).click();
      await page.getByLabel('User name').pressSequentially('vera');
      await page.getByLabel('Password', { exact: true }).pressSequentially(password);
      await page.getByLabel('Password again').pressSequentially(password);
      await page.getByRole('button', { name: /^(Add|Create)/ }).last().click();
      await isThere(page, 'vera');
    });
  });

  test('needs no pointer', async ({ signedIn: page }) => {
    await withinBudget(page, { keys: 14 }, async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('add a person');
      await page.keyboard.press('Enter');
      await expect(page.getByLabel('User name')).toBeFocused();
      await page.keyboard.type('vera');
      await tabTo(page, /^Role/);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('option', { name: 'Operator' })).toBeVisible();
      await page.keyboard.type('o');
      await page.keyboard.press('Enter');
      await tabTo(page, /^Password/);
      await page.keyboard.type(password);
      await tabTo(page, /^Password again/);
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await isThere(page, 'vera');
    });
  });
});
