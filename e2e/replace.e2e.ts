/** A broken unit is exchanged in three clicks, and nothing of the device is lost. T6. */
import type { Page } from '@playwright/test';

import { withinBudget } from './budget.ts';
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

async function openDevice(page: Page, url: string, id: string): Promise<void> {
  await page.goto(`${url}/devices?device=${id}`);
  await expect(page.getByRole('complementary', { name: 'Freezer room 2' })).toBeVisible();
}

/** An old unit with a history and an alarm, and a new one that has sent a value. */
async function brokenAndNew(site: Site): Promise<{ old: string; unit: string }> {
  const old = await site.device('Freezer room 2');
  await site.reading(old, -18.5, 600_000);
  await site.alarm(old, 'MAJOR', 'Battery low');
  const unit = await site.device('New sensor');
  await site.reading(unit, -21.4, 5_000);
  return { old, unit };
}

async function expectReplaced(page: Page): Promise<void> {
  const panel = page.getByRole('complementary', { name: 'Freezer room 2' });
  await expect(page.getByText('Freezer room 2 has a new unit')).toBeVisible();
  await expect(panel.getByText(/−21[.,]4/)).toBeVisible();
  await expect(panel.getByText(/Battery low/)).toBeVisible();
  await expect(panel.getByText(/replaced once/)).toBeVisible();
  await expect(page.getByRole('row', { name: /New sensor/ })).toHaveCount(0);
}

test('T6 with the pointer: Replace, choose the new one, Replace; and Undo brings both back', async ({ core, signedIn }) => {
  const { old } = await brokenAndNew(new Site(core));
  await openDevice(signedIn, core.consoleUrl, old);
  await withinBudget(signedIn, { clicks: 3 }, async () => {
    await signedIn.getByRole('button', { name: 'Replace', exact: true }).click();
    await signedIn.getByRole('radio', { name: /New sensor/ }).click();
    await signedIn.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
    await expectReplaced(signedIn);
  });
  await signedIn.getByRole('button', { name: /Undo/ }).click();
  await expect(signedIn.getByRole('row', { name: /New sensor/ })).toBeVisible();
  await expect(signedIn.getByRole('complementary', { name: 'Freezer room 2' }).getByText(/−18[.,]5/)).toBeVisible();
});

test('T6 with the keyboard alone', async ({ core, signedIn }) => {
  const { old } = await brokenAndNew(new Site(core));
  await openDevice(signedIn, core.consoleUrl, old);
  const focused = (name: RegExp) => expect(signedIn.locator(':focus')).toHaveAccessibleName(name);
  await signedIn.getByRole('complementary', { name: 'Freezer room 2' }).focus();
  await withinBudget(signedIn, { keys: 6 }, async () => {
    for (let tabs = 0; tabs < 3; tabs += 1) await signedIn.keyboard.press('Tab');
    await focused(/^Replace$/);
    await signedIn.keyboard.press('Enter');
    await focused(/New sensor/);
    await signedIn.keyboard.press('Space');
    await signedIn.keyboard.press('Enter');
    await expectReplaced(signedIn);
  });
});

test('Trends marks where the unit was exchanged, and no longer once that was taken back', async ({ core, signedIn: page }) => {
  const { old, unit } = await brokenAndNew(new Site(core));
  const send = (path: string, method: 'GET' | 'POST', body?: object) =>
    page.evaluate(
      async ([where, how, text]) => {
        const answer = await fetch(where, { method: how, ...(text && { headers: { 'content-type': 'application/json' }, body: text }) });
        return (await answer.json()) as unknown;
      },
      [path, method, body ? JSON.stringify(body) : ''] as const,
    );
  await send(`/api/devices/${old}/replacement`, 'POST', { unitId: unit });
  const { series, life } = (await send(`/api/devices/${old}`, 'GET')) as { series: { id: string }[]; life: { replacements: { id: string }[] } };
  const trends = `${core.consoleUrl}/trends?values=${series[0]?.id}&span=1h`;
  await page.goto(trends);
  await expect(page.getByText('new unit', { exact: true })).toBeVisible();
  await send(`/api/replacements/${life.replacements[0]?.id}/undo`, 'POST', {});
  await page.goto(trends);
  await expect(page.getByRole('img', { name: /Freezer room 2/ })).toBeVisible();
  await expect(page.getByText('new unit', { exact: true })).toHaveCount(0);
});

test('a meter is exchanged: with both readings of its counter the curve goes on, and the mark says so', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const [meter, unit] = [await site.device('Well meter'), await site.device('New meter')];
  for (let index = 0; index < 12; index += 1) await site.volume(meter, 1_476 + index, (120 - index) * 60_000);
  for (let index = 0; index < 3; index += 1) await site.volume(unit, index, (30 - index) * 60_000);
  await page.goto(`${core.consoleUrl}/devices?device=${meter}`);
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /New meter/ }).click();
  await expect(dialog.getByLabel('Water volume, last of the old unit')).toHaveValue('1487');
  await dialog.getByLabel('Water volume, first of the new unit').fill('0');
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Well meter' });
  await expect(panel.getByText(/old counter stopped at 1,487.m³, the new one began at 0.m³/)).toBeVisible();
  const highest = () =>
    page.evaluate(async (id) => {
      const read = async (path: string) => (await fetch(path)).json() as Promise<unknown>;
      const { series } = (await read(`/api/devices/${id}`)) as { series: { id: string }[] };
      const stretch = `fromMs=${Date.now() - 7_200_000}&toMs=${Date.now()}`;
      const { ranges } = (await read(`/api/trends/ranges?ids=${series[0]?.id}&${stretch}`)) as { ranges: { extremes: { high: number } }[] };
      return ranges[0]?.extremes.high;
    }, meter);
  expect(await highest()).toBe(1_489);
  const trends = await page.context().newPage();
  await trends.goto(`${core.consoleUrl}/devices?device=${meter}`);
  await trends.getByRole('complementary').getByRole('button', { name: /^Water volume/ }).click();
  await trends.getByRole('button', { name: /^Trends/ }).click();
  await expect(trends.getByText(/^new unit, 1,487 → 0.m³$/)).toBeVisible();
  await trends.close();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(panel.getByText(/old counter stopped/)).toHaveCount(0);
  expect(await highest()).toBe(1_487);
});
