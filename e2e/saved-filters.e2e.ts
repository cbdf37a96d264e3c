/** What somebody looks for again and again is a filter of their own: saved, opened, renamed, deleted, and back with Undo. */
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('search, group and state are saved by name, opened together, renamed, deleted and brought back', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  for (const name of ['Feed pump', 'Return pump', 'Chiller 3']) await site.device(name);
  await page.keyboard.press('3');
  const rows = page.getByRole('grid', { name: 'Devices' }).getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(page.getByRole('button', { name: 'Save this filter' })).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Find a device' }).fill('pump');
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Save this filter' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toHaveValue('pump');
  await name.fill('Pumps');
  await page.keyboard.press('Enter');
  const saved = page.getByRole('region', { name: 'Your filters' });
  const pumps = saved.getByRole('button', { name: 'Pumps', exact: true });
  await expect(pumps).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('button', { name: 'Save this filter' })).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Find a device' }).fill('');
  await expect(rows).toHaveCount(4);
  await page.reload();
  await pumps.click();
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole('searchbox', { name: 'Find a device' })).toHaveValue('pump');

  await saved.getByRole('button', { name: /rename, delete/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).fill('All pumps');
  await page.keyboard.press('Enter');
  await saved.getByRole('button', { name: /rename, delete/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(saved).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(saved.getByRole('button', { name: 'All pumps', exact: true })).toBeVisible();
});
