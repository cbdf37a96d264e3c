/** Who notices at once what they did wrong need not wait for the core's answer to take it back. */
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

/** The core does what it is asked; its answers are on their way until they are let go. */
async function holdAnswers(page: Page, url: RegExp, method: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(url, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    const response = await route.fetch();
    await promise;
    await route.fulfill({ response });
  });
  return resolve;
}

test('Ctrl Z takes back what was done last, the answers come later', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.alarm(device, 'MAJOR', 'too warm');
  await site.alarm(device, 'MINOR', 'door open');
  await page.keyboard.press('2');
  const acknowledge = (text: RegExp) => page.getByRole('row', { name: text }).getByRole('button', { name: /Acknowledge/ });
  const letGo = await holdAnswers(page, /\/acknowledge$/, 'POST');

  await acknowledge(/too warm/).click();
  await expect(acknowledge(/too warm/)).toHaveCount(0);
  await acknowledge(/door open/).click();
  await expect(acknowledge(/door open/)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').getByText('Taken back as soon as the core answers.')).toBeVisible();

  letGo();
  await expect(acknowledge(/door open/)).toBeVisible();
  await expect(page.getByRole('status')).toContainText('too warm');
  await expect(acknowledge(/too warm/)).toHaveCount(0);
});

test('an answer that is late is told of, with Undo', async ({ core, signedIn: page }) => {
  await new Site(core).device('Chiller 3');
  await page.keyboard.press('3');
  const chiller = page.getByRole('row', { name: /Chiller 3/ });
  await chiller.click();
  const letGo = await holdAnswers(page, /\/api\/devices\/\d+$/, 'DELETE');
  await page.getByRole('complementary', { name: 'Chiller 3' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toContainText('The core has not answered yet.');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);

  letGo();
  await expect(page.getByRole('status')).toContainText('Chiller 3 restored');
  await expect(chiller).toBeVisible();
});
