/** Several customers on one installation: founding a site, going in and out, letting support in. */
import { type Browser, type Page } from '@playwright/test';

import { adminPassword } from '../embedded-server/testing/core-process.ts';
import { expect, signIn, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

const password = 'a bicycle in the rain';

async function signedInAs(browser: Browser, url: string, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await signIn(page, name, password);
  return page;
}

test('a site is founded, gone into and left; nothing of the former one stays', async ({ core, signedIn: page }) => {
  await new Site(core).alarm(await new Site(core).device('Freezer room 2'), 'MAJOR', 'too warm');
  await expect(page.getByRole('row', { name: /too warm/ })).toBeVisible();

  await page.getByRole('button', { name: /change the site/ }).click();
  await page.getByRole('menuitem', { name: 'All sites' }).click();
  await expect(page.getByRole('row', { name: /main/ })).toContainText('1');
  await page.getByRole('button', { name: 'Add a site' }).click();
  await page.getByLabel('Name of the site').fill('Itäranta Ground Heat');
  await expect(page.getByLabel('Short name')).toHaveValue('itaranta-ground-heat');
  await page.getByLabel('User name of its administrator').fill('owner');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password again').fill(password);
  await page.getByRole('button', { name: /^Found the site/ }).click();
  await expect(page.getByRole('complementary', { name: 'Itäranta Ground Heat' })).toBeVisible();

  await page.getByRole('button', { name: 'Enter site' }).click();
  await expect(page.getByText('You are in Itäranta Ground Heat')).toBeVisible();
  // The page was loaded anew: neither text nor memory of the first site is in it.
  await expect(page.getByText('too warm')).toHaveCount(0);
  await page.keyboard.press('2');
  await expect(page.getByText('too warm')).toHaveCount(0);
  await page.keyboard.press('3');
  await expect(page.getByText('Freezer room 2')).toHaveCount(0);

  await page.getByRole('button', { name: 'Leave site' }).click();
  await expect(page.getByRole('row', { name: /too warm/ })).toBeVisible();
  await expect(page.getByText('You are in')).toHaveCount(0);
});

test('another tab follows into the site the browser is in', async ({ core, signedIn: page }) => {
  const device = await new Site(core).device('Freezer room 2');
  await new Site(core).alarm(device, 'MAJOR', 'too warm');
  await page.evaluate(
    async (secret) => {
      const body = { tenant: 'harju', name: 'Harju School', timeZone: 'Europe/Helsinki', administrator: { userName: 'owner', password: secret } };
      await fetch('/api/sites', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    },
    password,
  );
  const other = await page.context().newPage();
  await other.goto(core.consoleUrl);
  await expect(other.getByRole('row', { name: /too warm/ })).toBeVisible();
  await page.getByRole('button', { name: /change the site/ }).click();
  await page.getByRole('menuitem', { name: 'Harju School' }).click();
  await expect(page.getByText('You are in Harju School')).toBeVisible();
  await expect(other.getByText('You are in Harju School')).toBeVisible();
  await expect(other.getByText('too warm')).toHaveCount(0);
});

test('support starts on the list of sites and comes in only while the site lets them', async ({ core, signedIn: page, browser }) => {
  await page.evaluate(
    async ({ secret, again }) => {
      const send = (path: string, body: object) =>
        fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      await send('/api/session/step-up', { password: again });
      await send('/api/sites', { tenant: 'harju', name: 'Harju School', timeZone: 'Europe/Helsinki', administrator: { userName: 'owner', password: secret } });
      await send('/api/people', { userName: 'tuki', role: 'support', password: secret });
    },
    { secret: password, again: adminPassword },
  );
  const support = await signedInAs(browser, core.consoleUrl, 'tuki');
  await expect(support.getByRole('heading', { name: 'Customer sites' })).toBeVisible();
  await expect(support.getByRole('navigation', { name: 'Views' }).getByRole('link')).toHaveText(['Sites', 'Manage']);
  await support.getByRole('row', { name: /Harju School/ }).click();
  await expect(support.getByRole('button', { name: 'Enter site' })).toHaveCount(0);
  await support.getByLabel('Why you want to come in').fill('The gateway is silent');
  await support.getByRole('button', { name: 'Ask for access' }).click();

  const owner = await signedInAs(browser, core.consoleUrl, 'harju/owner');
  await owner.goto(`${core.consoleUrl}/manage/support`);
  await expect(owner.getByText('main/tuki asks to come in: The gateway is silent')).toBeVisible();
  await owner.getByRole('button', { name: 'Let support in' }).click();
  await expect(owner.getByRole('button', { name: 'End access' })).toBeVisible();

  await support.getByRole('button', { name: 'Enter site' }).click();
  await expect(support.getByText(/You are in Harju School as support until/)).toBeVisible();
  await expect(owner.getByText(/Support is in until .*: main\/tuki/)).toBeVisible();
  await owner.getByRole('button', { name: 'End access' }).first().click();
  await expect(support.getByRole('heading', { name: 'Customer sites' })).toBeVisible();
});
