/** An operator's hands stay on the keys: rows, acknowledge, undo, panel, note, views. */
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

test('acknowledge with A, take it back with Ctrl Z, write a note, all without a pointer', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.alarm(device, 'MAJOR', 'too warm');
  await site.alarm(device, 'MINOR', 'door open');
  await page.keyboard.press('2');
  // What stands under Now has such a row too, and a selection of its own.
  await expect(page.getByRole('tab', { name: 'Journal' })).toBeVisible();
  const warm = page.getByRole('row', { name: /too warm/ });
  await expect(warm).toBeVisible();

  await expect(async () => {
    await page.keyboard.press('j');
    await expect(warm).toHaveAttribute('aria-selected', 'true', { timeout: 500 });
  }).toPass();
  await page.keyboard.press('a');
  await expect(warm.getByRole('button', { name: /Acknowledge/ })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(warm.getByRole('button', { name: /Acknowledge/ })).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /too warm/ })).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Door was blocked open.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Door was blocked open.').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: /too warm/ })).toHaveCount(0);

  await page.keyboard.press('3');
  await expect(page).toHaveURL(/\/devices/);
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/\/$/);
});

test('Enter opens the first row where none is selected; Escape leaves the focus on the list, which tells of that row', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  await site.alarm(await site.device('Freezer room 2'), 'MAJOR', 'too warm');
  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: 'Journal' })).toBeVisible();
  const row = page.getByRole('row', { name: /too warm/ });
  await expect(row).toBeVisible();
  await expect(row).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /too warm/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: /too warm/ })).toHaveCount(0);
  const list = page.getByRole('grid');
  await expect(list).toBeFocused();
  await expect(list).toHaveAttribute('aria-activedescendant', (await row.getAttribute('id')) ?? '');
});

test('a critical alarm lies under the title bar of any other view, and A acknowledges it there', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/\/trends/);
  await site.alarm(device, 'CRITICAL', 'too warm');
  const banner = page.getByRole('alert', { name: 'Critical alarm' });
  await expect(banner.getByText('Freezer room 2 too warm')).toBeVisible();
  await page.keyboard.press('a');
  await expect(banner).toHaveCount(0);
  await page.keyboard.press('2');
  await expect(page.getByRole('row', { name: /too warm.*Acknowledged/ })).toBeVisible();
});

test('who reaches a list with Tab sees the ring around it, over its rows', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  await site.alarm(await site.device('Freezer room 2'), 'MAJOR', 'too warm');
  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: 'Journal' })).toBeVisible();
  const list = page.getByRole('grid');
  await expect(list.getByRole('row', { name: /too warm/ })).toBeVisible();
  // From here on the browser draws rings, as for whoever got there with Tab.
  await page.keyboard.press('Tab');
  await list.focus();
  const box = await list.boundingBox();
  if (!box) throw new Error('the list is gone');
  /** A piece of the right edge, where the ring runs. */
  const edge = (fromTop: number) => page.screenshot({ clip: { x: box.x + box.width - 2, y: box.y + fromTop, width: 2, height: 16 } });
  const [besideHead, besideRow] = [await edge(6), await edge(40)];
  expect(besideRow.equals(besideHead), 'one colour all along').toBe(true);
  await list.blur();
  expect((await edge(40)).equals(besideRow)).toBe(false);
});

test('in Finnish nothing stays English', async ({ signedIn: page }) => {
  await page.getByRole('button', { name: /admin/ }).click();
  await page.getByRole('menuitemradio', { name: 'Suomi' }).click();
  await expect(page.getByRole('navigation', { name: 'Näkymät' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fi');
  await expect(page.getByRole('link', { name: /Hälytykset/ })).toBeVisible();
});
