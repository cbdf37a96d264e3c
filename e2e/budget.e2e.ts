/** What the most frequent tasks cost: is all right (T1), and acknowledge one alarm (T2). */
import { withinBudget } from './budget.ts';
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
