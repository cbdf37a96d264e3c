/** The inventory is kept in order without a dialog and without the pointer: rename in place, delete, cut and put down. */
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('devices and groups are renamed, moved and deleted by keys alone, each with Undo', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  for (const name of ['Chiller 3', 'Freezer room 2', 'Outside']) await site.device(name);
  await page.keyboard.press('3');
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect(row(/Outside/)).toBeVisible();
  for (const name of ['Cold store', 'Yard']) {
    await page.getByRole('treeitem').first().click();
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('treeitem', { name })).toBeVisible();
  }
  const tree = page.getByRole('tree');
  const node = (name: RegExp) => tree.getByRole('treeitem', { name });
  const takeBack = async (told: string) => {
    await expect(page.getByRole('status')).toContainText(told);
    await page.keyboard.press('Control+z');
  };
  await tree.focus();
  await page.keyboard.press('Home');

  await test.step('a device is renamed where it stands; Esc leaves what was; Ctrl Z takes it back', async () => {
    await page.keyboard.press('j');
    await expect(page.getByRole('grid')).toBeFocused();
    await page.keyboard.press('?');
    for (const words of ['Rename the device', 'Delete the device, or what is picked', 'Cut, to move into another group']) {
      await expect(page.getByRole('dialog').getByText(words)).toBeVisible();
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('F2');
    await page.getByLabel('Name of Chiller 3').fill('nothing of it');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('grid')).toBeFocused();
    await page.keyboard.press('F2');
    await page.keyboard.type('Chiller 4');
    await page.keyboard.press('Enter');
    await expect(row(/Chiller 4/)).toBeVisible();
    await takeBack('Now called Chiller 4');
    await expect(row(/Chiller 3/)).toBeVisible();
  });

  await test.step('a device is cut and put down in another group', async () => {
    await page.keyboard.press('Control+x');
    await expect(page.getByText('To be moved: Chiller 3')).toBeVisible();
    await tree.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+v');
    await expect(row(/Chiller 3.*Cold store/)).toBeVisible();
    await expect(page.getByText('To be moved')).toHaveCount(0);
    await takeBack('Chiller 3 moved');
    await expect(row(/Chiller 3/)).toHaveCount(0);
  });

  await test.step('several are cut and moved as one job', async () => {
    await page.keyboard.press('Home');
    await expect(row(/Outside/)).toBeVisible();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+x');
    await expect(page.getByText('To be moved: 3 devices')).toBeVisible();
    await tree.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+v');
    await expect(node(/Cold store.*3/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a group is renamed where it stands, moved into another, deleted and brought back', async () => {
    await tree.focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('Cold rooms');
    await page.keyboard.press('Enter');
    await expect(node(/Cold rooms/)).toBeVisible();
    await expect(tree).toBeFocused();
    await page.keyboard.press('Control+x');
    await page.keyboard.press('ArrowDown');
    await expect(node(/Yard/)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+v');
    await expect(node(/Cold rooms/)).toHaveAttribute('aria-level', '3');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await expect(node(/Cold rooms/)).toHaveCount(0);
    await takeBack('Group Cold rooms deleted');
    await expect(node(/Cold rooms/)).toBeVisible();
  });

  await test.step('a device goes into the bin and comes back', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('Delete');
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(3);
    await takeBack('It can be restored for 30 days');
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(4);
  });
});
