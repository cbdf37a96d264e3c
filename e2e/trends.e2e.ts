/** From an alarm to its chart (T7), last month as a file (T8), and looking through time, each by pointer and by keys alone. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

import { readParquet, readWorkbook } from '../embedded-server/testing/read-tables.ts';
import { withinBudget } from './budget.ts';
import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: openToPrograms });

const minute = 60_000;
const day = 1440 * minute;
const freezer = 'Freezer room 2';

const charts = (page: Page) => page.getByRole('group', { name: /^Charts/ });
const shownTime = (page: Page) => page.getByRole('navigation', { name: 'Zoomed in from' }).locator('b');

/** Call the console's own API from its page, as its scripts do. */
function callConsole<Answer>(page: Page, method: string, path: string, body?: object): Promise<Answer> {
  return page.evaluate(
    async ([verb, url, text]) => {
      const answer = await fetch(url ?? '', { method: verb, ...(text && { body: text, headers: { 'content-type': 'application/json' } }) });
      if (!answer.ok) throw new Error(`${verb} ${url}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as never;
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  );
}

/** A freezer with readings over some days, one of them a spike; pinned. @returns the value's series id. */
async function pinnedFreezer(page: Page, site: Site): Promise<{ deviceId: string; seriesId: string }> {
  const deviceId = await site.device(freezer);
  for (const [value, ageMs] of [[-22, 20 * day], [-9, 12 * day], [-21.5, 3 * minute], [-21.9, minute]] as const) await site.reading(deviceId, value, ageMs);
  const { series } = await callConsole<{ series: { ids: number[] } }>(page, 'GET', `/api/series?deviceId=${deviceId}`);
  const seriesId = String(series.ids[0] ?? '');
  await callConsole(page, 'PUT', '/api/pins', { seriesIds: [seriesId] });
  await expect(page.getByRole('button', { name: /^Freezer room 2 Air temperature/ })).toBeVisible();
  return { deviceId, seriesId };
}

test('T7: from an alarm to its chart: one click, or the key G', async ({ core, signedIn: page }) => {
  const site = new Site(core);
  const { deviceId } = await pinnedFreezer(page, site);
  const series = { fragment: 'air', series: 'temperature' };
  const condition = { kind: 'threshold', direction: 'above', limit: -18, deadband: 0.5 };
  await callConsole(page, 'POST', '/api/rules', { name: 'Too warm', scope: { kind: 'all' }, series, condition, severity: 'CRITICAL', text: 'too warm' });
  await site.reading(deviceId, -14.8);
  const row = page.getByRole('row', { name: /too warm/ });
  await expect(row).toBeVisible();
  const goal = async () => {
    await expect(charts(page)).toBeVisible();
    await expect(page.getByRole('img', { name: /Freezer room 2, Air temperature from .* highest −14.8/ })).toBeVisible();
    await expect(page.getByText('Limit −18.0 °C')).toBeVisible();
    await expect(page.getByRole('button', { name: /Freezer room 2 too warm, / })).toBeVisible();
  };

  await test.step('by keys, from the list where the alarm stands', async () => {
    await withinBudget(page, { keys: 1 }, async () => {
      await page.keyboard.press('g');
      await goal();
    });
  });
  await test.step('the symbol in the chart opens the alarm', async () => {
    await page.getByRole('button', { name: /Freezer room 2 too warm, / }).click();
    await expect(page.getByRole('complementary', { name: /too warm/ })).toBeVisible();
  });
  await test.step('by pointer, from the alarm\u2019s panel', async () => {
    await page.goto(`${core.consoleUrl}/alarms`);
    await row.click();
    await withinBudget(page, { clicks: 1 }, async () => {
      await page.getByRole('complementary').getByRole('button', { name: /Trends/ }).click();
      await goal();
    });
  });
});

test('T8: last month as CSV: 30 days, Export; by keys M, E', async ({ core, signedIn: page }) => {
  await pinnedFreezer(page, new Site(core));
  await page.keyboard.press('4');
  await expect(page.getByRole('row', { name: /Air temperature/ })).toBeVisible();
  const saves = async (act: () => Promise<void>) => {
    const downloading = page.waitForEvent('download');
    await act();
    const file = await downloading;
    expect(file.suggestedFilename()).toMatch(/^Air temperature, Freezer room 2 .*\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8').split('\r\n').filter((line) => line !== '');
    expect(lines[0]).toMatch(/^\ufeff"Local time, [^"]*",UTC,"Freezer room 2, Air temperature, °C"$/);
    expect(lines.slice(1).map((line) => line.split(',').at(-1))).toEqual(['-22', '-9', '-21.5', '-21.9']);
    expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?,\d{4}-\d\d-\d\dT[\d:.]+Z,-22$/);
  };

  await withinBudget(page, { clicks: 2 }, () =>
    saves(async () => {
      await page.getByRole('radiogroup').getByText('30 days').click();
      await page.getByRole('button', { name: 'Export' }).click();
    }),
  );
  await page.goto(`${core.consoleUrl}/trends`);
  await expect(page.getByRole('row', { name: /Air temperature/ })).toBeVisible();
  await withinBudget(page, { keys: 2 }, () =>
    saves(async () => {
      await page.keyboard.press('m');
      await expect(page.getByRole('radio', { name: '30 days' })).toBeChecked();
      await page.keyboard.press('e');
    }),
  );
});

test('the same as a workbook and as Parquet: the kind is chosen once and stays, by keys too', async ({ core, signedIn: page }) => {
  await pinnedFreezer(page, new Site(core));
  await page.keyboard.press('4');
  await expect(page.getByRole('row', { name: /Air temperature/ })).toBeVisible();
  const saved = async (): Promise<{ name: string; bytes: Buffer }> => {
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('e');
    const file = await downloading;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const values = [-22, -9, -21.5, -21.9];
  await page.getByRole('button', { name: 'Kind of file: CSV' }).click();
  await page.getByRole('option', { name: /Excel/ }).click();
  await page.keyboard.press('m');
  await expect(page.getByRole('radio', { name: '30 days' })).toBeChecked();
  const workbook = await saved();
  expect(workbook.name).toMatch(/\.xlsx$/);
  const [sheet] = readWorkbook(workbook.bytes);
  expect(sheet?.rows[0]?.[2]).toBe('Freezer room 2, Air temperature, °C');
  expect(sheet?.rows.slice(1).map((cells) => cells[2])).toEqual(values);

  await page.keyboard.press('3');
  await page.keyboard.press('4');
  const kind = page.getByRole('button', { name: 'Kind of file: Excel' });
  await kind.focus();
  await page.keyboard.press('ArrowDown');
  const parquet = await saved();
  expect(parquet.name).toMatch(/\.parquet$/);
  expect((await readParquet(parquet.bytes)).rows.map((row) => row['Freezer room 2, Air temperature, °C'])).toEqual(values);
});

test('through time and back by keys; a link opens the same picture', async ({ core, signedIn: page, context }) => {
  await pinnedFreezer(page, new Site(core));
  await page.keyboard.press('4');
  await page.getByRole('radiogroup').getByText('30 days').click();
  await expect(page.getByText('Each of 4 readings is drawn. Nothing left out.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Air temperature/ })).toContainText('−22.0 to −9.0');
  // Its words move on with every minute, so it is told by its button.
  const month = page.getByRole('radio', { name: '30 days' });
  await expect(month).toBeChecked();

  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(month).not.toBeChecked();
  await expect(page).toHaveURL(/from=.*to=/);
  const zoomed = page.url();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page).not.toHaveURL(zoomed);
  const there = await shownTime(page).innerText();
  const copy = await context.newPage();
  await copy.goto(page.url());
  await expect(shownTime(copy)).toHaveText(there);
  await copy.close();

  await page.keyboard.press('Backspace');
  await expect(month).toBeChecked();

  await test.step('dragging over a stretch zooms into it, the arrow back leads out', async () => {
    const box = await charts(page).boundingBox();
    if (!box) throw new Error('no charts');
    await page.mouse.move(box.x + 200, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + 400, box.y + 80, { steps: 3 });
    await page.mouse.up();
    await expect(month).not.toBeChecked();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(month).toBeChecked();
  });

  await test.step('values are picked by words, and taken out with Delete, which can be undone', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('freezer temp');
    await expect(page.getByRole('option', { name: /Air temperature/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Delete');
    await expect(page.getByText('Any value over any time')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('row', { name: /Air temperature/ })).toBeVisible();
  });

  await test.step('a view is saved by name, opened, deleted, and back with Undo', async () => {
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('Name').fill('Freezer, a month');
    await page.keyboard.press('Enter');
    const views = page.getByRole('region', { name: 'Saved views' });
    await expect(views.getByRole('button', { name: 'Freezer, a month', exact: true })).toBeVisible();
    await page.getByRole('radiogroup').getByText('1 h', { exact: true }).click();
    await views.getByRole('button', { name: 'Freezer, a month', exact: true }).click();
    await expect(page.getByRole('radio', { name: '30 days' })).toBeChecked();
    await views.getByRole('button', { name: /rename, delete/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByText('Deleted: Freezer, a month')).toBeVisible();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(views.getByRole('button', { name: 'Freezer, a month', exact: true })).toBeVisible();
  });

  await test.step('days are written in the language of the console, whatever the browser speaks', async () => {
    await page.getByRole('button', { name: 'Dates' }).click();
    const first = page.getByRole('textbox', { name: 'First day' });
    const last = page.getByRole('textbox', { name: 'Last day' });
    await expect(last).toHaveValue(/^\d{1,2} [A-Z][a-z]{2} \d{4}$/);
    await first.fill('some day');
    await last.focus();
    await expect(page.getByText(/^Write it like \d/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show these days' })).toBeDisabled();
    await first.fill('1.3.2024');
    await last.fill('3 Mar 2024');
    await last.press('ArrowDown');
    await expect(last).toHaveValue('2 Mar 2024');
    await expect(first).toHaveValue('1 Mar 2024');
    await last.press('Enter');
    await expect(shownTime(page)).toHaveText('Fri 1 Mar 2024 to Sat 2 Mar 2024');
  });
});
