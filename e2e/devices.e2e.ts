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
  await page.getByRole('complementary', { name: 'Freezer room 2' }).getByRole('button', { name: 'Delete' }).click();
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
