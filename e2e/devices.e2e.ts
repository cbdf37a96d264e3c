/** A technician keeps the inventory in order: groups, moves, deleting, and the way back from each. */
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('a device is dragged into a group, deleted, and brought back by Undo and from the bin', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  await site.device('Freezer room 2');
  await site.device('Chiller 3');
  await page.keyboard.press('3');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Cold store');
  await page.keyboard.press('Enter');
  const tree = page.getByRole('tree');
  const coldStore = tree.getByRole('treeitem', { name: /Cold store/ });
  await expect(coldStore).toBeVisible();
  await tree.getByRole('treeitem').first().click();

  const freezer = page.getByRole('row', { name: /Freezer room 2/ });
  await freezer.dragTo(coldStore);
  await expect(freezer.getByText('Cold store')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(freezer.getByText('Cold store')).toHaveCount(0);

  await freezer.click();
  await page.getByRole('complementary', { name: 'Freezer room 2' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toContainText('Freezer room 2 deleted');
  await expect(freezer).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(freezer).toBeVisible();

  await coldStore.click();
  await page.getByRole('button', { name: 'Change the group Cold store' }).click();
  await page.getByRole('menuitem', { name: 'Delete the group' }).click();
  await expect(coldStore).toHaveCount(0);
  await page.getByRole('button', { name: /Recently deleted/ }).click();
  await page.getByRole('button', { name: 'Restore Cold store' }).click();
  await expect(coldStore).toBeVisible();
});

test('many devices are picked, looked at and changed; a table is imported with its faults told; both are taken back', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  for (const name of ['Sensor a', 'Sensor b', 'Sensor c']) await site.device(name);
  await page.keyboard.press('3');
  await page.getByRole('row', { name: /Sensor a/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 devices picked')).toBeVisible();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  const ask = async () => {
    await dialog.getByRole('checkbox', { name: 'Name' }).check();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Probe {nn}');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Probe 03')).toBeVisible();
  };
  await dialog.getByRole('checkbox', { name: 'Name' }).check();
  await dialog.getByRole('button', { name: 'Show what changes' }).click();
  await expect(dialog.getByText('None of 3 would change: they are so already')).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Change/ })).toHaveCount(0);
  await ask();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused();
  await expect(page.getByText('3 devices picked')).toBeVisible();
  await page.keyboard.press('Enter');
  await ask();
  await dialog.getByRole('button', { name: 'Change 3 devices' }).click();
  const jobs = page.getByRole('complementary', { name: 'Jobs' });
  await expect(page.getByRole('row', { name: /Probe 03/ })).toBeVisible();
  await jobs.getByRole('button', { name: 'Undo Change of 3 devices' }).click();
  await expect(page.getByRole('row', { name: /Sensor c/ })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const table = 'name;group;serial\nMeter 1;Water / North;M1\n;;\nMeter 2;Water / North;M1\n;Water;\n';
  await page.getByLabel('Choose a file').setInputFiles({ name: 'meters.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(page.getByText('1 of 3 rows becomes a device')).toBeVisible();
  await expect(page.getByText('Line 4: the external id stands in line 2 already.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 device' }).click();
  await expect(page.getByRole('treeitem', { name: /North/ })).toBeVisible();
  await jobs.getByRole('button', { name: 'Show 2 left out' }).click();
  await expect(jobs.getByText('Line 5: no name.')).toBeVisible();
  await jobs.getByRole('button', { name: /^Undo Import/ }).click();
  await expect(page.getByRole('treeitem', { name: /North/ })).toHaveCount(0);
});
