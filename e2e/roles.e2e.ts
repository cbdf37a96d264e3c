/** What a role may not do is absent, not greyed. */
import type { Page } from '@playwright/test';

import { expect, signIn, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

const password = 'another long pass phrase';

test('an administrator adds a viewer, who sees and cannot touch', async ({ core, signedIn, browser }) => {
  await new Site(core).alarm(await new Site(core).device('Freezer room 2'), 'MAJOR', 'too warm');
  await signedIn.goto(`${core.consoleUrl}/manage/people`);
  await signedIn.getByRole('button', { name: 'Add person' }).click();
  await signedIn.getByLabel('User name').fill('matti');
  await signedIn.getByRole('combobox', { name: 'Role' }).click();
  await signedIn.getByRole('option', { name: 'Viewer' }).click();
  await signedIn.getByLabel('Password', { exact: true }).fill(password);
  await signedIn.getByLabel('Password again').fill(password);
  await signedIn.getByRole('button', { name: /^(Add|Create)/ }).last().click();
  await expect(signedIn.getByRole('row', { name: /matti/ })).toBeVisible();

  const viewer = await (await browser.newContext()).newPage();
  await viewer.goto(core.consoleUrl);
  await signIn(viewer, 'matti', password);
  await expect(viewer.getByRole('row', { name: /too warm/ })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /Acknowledge/ })).toHaveCount(0);
  await viewer.keyboard.press('3');
  await expect(viewer.getByRole('row', { name: /Freezer room 2/ })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /Add/ })).toHaveCount(0);
  await viewer.goto(`${core.consoleUrl}/manage/people`);
  await expect(viewer.getByRole('row', { name: /matti/ })).toHaveCount(0);

  // Disabling ends the session at once.
  await signedIn.getByRole('row', { name: /matti/ }).click();
  await signedIn.getByRole('button', { name: /^Disable/ }).click();
  await expect(viewer.getByRole('button', { name: /^Sign in/ })).toBeVisible();
});

/** What each preset may have at most: entries of the rail, and distinct acts over all of its views and panels. */
const budgets = [
  { role: 'viewer', entries: 5, acts: 20 },
  { role: 'operator', entries: 5, acts: 25 },
  { role: 'technician', entries: 6, acts: 60 },
  { role: 'admin', entries: 6, acts: 80 },
  { role: 'support', entries: 2, acts: 15 },
] as const;

/** Words of the buttons in the page and its panel; what differs only by number or row is one act. */
async function actsOf(page: Page): Promise<string[]> {
  const texts = await page.locator('main button:visible').evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
  );
  return texts.map((text) => text.replaceAll(/\d+/g, '').trim()).filter((text) => text !== '');
}

test('each preset has the views and acts of its work, and no more', async ({ core, signedIn, browser }) => {
  test.slow();
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.alarm(device, 'MAJOR', 'too warm');
  await site.reading(device, 9);
  for (const { role } of budgets) {
    const body = { userName: `a-${role}`, role, password };
    await signedIn.evaluate(async (person) => {
      await fetch('/api/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(person) });
    }, body);
  }
  for (const { role, entries, acts } of budgets) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(core.consoleUrl);
    await signIn(page, `a-${role}`, password);
    const links = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
    await expect(links.first()).toBeVisible();
    const count = await links.count();
    const found = new Set<string>();
    for (let index = 0; index < count; index += 1) {
      await links.nth(index).click();
      await expect(links.nth(index)).toHaveAttribute('aria-current', 'page');
      await page.waitForLoadState('networkidle');
      for (const act of await actsOf(page)) found.add(act);
      const row = page.getByRole('grid').getByRole('row').nth(1);
      if (await row.isVisible()) {
        await row.click();
        await page.waitForLoadState('networkidle');
        for (const act of await actsOf(page)) found.add(act);
      }
    }
    expect([role, count]).toEqual([role, expect.any(Number)]);
    expect(count, `${role}: entries`).toBeLessThanOrEqual(entries);
    expect([...found].length, `${role}: ${[...found].join(' | ')}`).toBeLessThanOrEqual(acts);
    await page.context().close();
  }
});
