/** What a role may not do is absent, not greyed. */
import type { Locator, Page } from '@playwright/test';

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

/** What each preset may have at most: entries of the rail and, for the daily ones, distinct acts over all views and panels. */
const budgets = [
  { role: 'viewer', entries: 4, acts: 20 },
  { role: 'operator', entries: 5, acts: 25 },
  { role: 'technician', entries: 6, acts: null },
  { role: 'admin', entries: 6, acts: null },
  { role: 'support', entries: 2, acts: null },
] as const;

/** Words of the buttons in the page and its panel; what differs only by number is one act. */
async function actsOf(page: Page): Promise<string[]> {
  const texts = await page.locator('main button:visible').evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
  );
  return texts.map((text) => text.replaceAll(/\d+/g, '').trim()).filter((text) => text !== '');
}

/** Every act of every view, with the first row of its list opened. Each is opened afresh: a view that is left stays until the next has come. */
async function allActs(page: Page, links: Locator): Promise<Set<string>> {
  const found = new Set<string>();
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeAttached();
    const row = page.getByRole('grid').getByRole('row', { name: /Freezer room 2/ }).first();
    const isListed = await row.waitFor({ timeout: 2_000 }).then(() => true, () => false);
    if (isListed) await row.click();
    if (isListed) await expect(page.getByRole('complementary').first()).toBeVisible();
    for (const act of await actsOf(page)) found.add(act);
  }
  return found;
}

test('each preset has the views and acts of its work, and no more', async ({ core, signedIn, browser }) => {
  test.slow();
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.alarm(device, 'MAJOR', 'too warm');
  await signedIn.evaluate(
    async (people) => {
      for (const person of people) {
        await fetch('/api/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(person) });
      }
    },
    budgets.map(({ role }) => ({ userName: `a-${role}`, role, password })),
  );
  for (const { role, entries, acts } of budgets) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(core.consoleUrl);
    await signIn(page, `a-${role}`, password);
    const links = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
    await expect(links, role).toHaveCount(entries);
    if (acts !== null) {
      const found = [...(await allActs(page, links))];
      expect(found.length, `${role}: ${found.join(' | ')}`).toBeGreaterThan(2);
      expect(found.length, `${role}: ${found.join(' | ')}`).toBeLessThanOrEqual(acts);
    }
    await context.close();
  }
});
