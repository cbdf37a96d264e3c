/** Whoever's hands want other letters has them, wherever they sign in; what has a letter already is named. */
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('a letter is changed, its conflict named, shown wherever the key is, and put back', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  await site.alarm(await site.device('Freezer room 2'), 'MAJOR', 'door open');
  await page.goto(`${core.consoleUrl}/manage/you`);
  const acknowledge = page.getByRole('button', { name: /^Acknowledge: A\. Change/ });
  await acknowledge.click();
  await page.keyboard.press('k');
  await expect(page.getByText('K is taken: Previous row. Give that another letter first.')).toBeVisible();
  await page.keyboard.press('q');
  await expect(page.getByRole('button', { name: /^Acknowledge: Q\. Change/ })).toBeVisible();

  await page.goto(`${core.consoleUrl}/alarms`);
  await page.keyboard.press('j');
  await expect(page.getByRole('row', { name: /door open/ }).getByText('Q', { exact: true })).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog');
  await expect(keys.locator('kbd', { hasText: /^Q$/ })).toBeVisible();
  await expect(keys.locator('kbd', { hasText: /^A$/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await page.keyboard.press('a');
  await expect(page.getByRole('status')).not.toContainText('cknowledged');
  await page.keyboard.press('q');
  await expect(page.getByRole('status')).toContainText('cknowledged');

  await page.goto(`${core.consoleUrl}/manage/you`);
  await page.getByRole('button', { name: 'Back to the usual' }).click();
  await expect(acknowledge).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Acknowledge: Q\. Change/ })).toBeVisible();
});
