/** Years of readings in Trends: from all of them to a day by dragging, moved, and back; a spike of one reading never hides. */
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';

test.use({ sets: [...openToPrograms, 'retention.measurementDays=4000'] });

const halfHour = 30 * 60_000;
const day = 48 * halfHour;
const days = 1095;
const spike = 31;
/** For the values' words left of the plot, px. */
const labelRoom = 50;

const charts = (page: Page) => page.getByRole('group', { name: /^Charts/ });
const shownTime = (page: Page) => page.getByRole('navigation', { name: 'Zoomed in from' }).locator('b');

/** A freezer with a reading every half hour for three years, one of them a spike; the seasons go through it. @returns the value's series id. */
async function oldFreezer(page: Page, site: Site): Promise<string> {
  const deviceId = await site.device('Freezer room 2');
  const endMs = Math.floor(Date.now() / halfHour) * halfHour;
  const readings = Array.from({ length: days * 48 }, (_, index): [number, number] => {
    const timeMs = endMs - (days * 48 - index) * halfHour;
    const value = -21 + 2 * Math.sin((2 * Math.PI * index) / (365 * 48)) + Math.sin(index / 5);
    return [timeMs, index === 20_011 ? spike : Math.round(value * 10) / 10];
  });
  await site.readings(deviceId, readings);
  const answer = await page.request.get(new URL(`/api/series?deviceId=${deviceId}`, page.url()).href);
  const { series } = (await answer.json()) as { series: { ids: number[] } };
  return String(series.ids[0] ?? '');
}

interface Drawn {
  width: number;
  height: number;
  /** Points of each line, the one compared with first. */
  points: number[];
  /** The highest place of the band, and how far up the line goes; px from the top. */
  top: { x: number; y: number };
  lineTop: number;
}

/** What the picture really holds, out of its paths. */
function drawn(page: Page): Promise<Drawn> {
  return charts(page).evaluate((area) => {
    const spots = (path: Element | null) => [...(path?.getAttribute('d') ?? '').matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    const lines = [...area.querySelectorAll('path[class*="line"]')].map(spots);
    const band = spots(area.querySelector('path[class*="band"]'));
    const svg = area.querySelector('path[class*="line"]')?.closest('svg');
    const top = band.reduce((best, spot) => (spot.y < best.y ? spot : best), { x: 0, y: Infinity });
    const lineTop = Math.min(...(lines.at(-1) ?? []).map(({ y }) => y));
    return { width: svg?.clientWidth ?? 0, height: svg?.clientHeight ?? 0, points: lines.map(({ length }) => length), top, lineTop };
  });
}

/** The answer to what was asked last is drawn. */
async function settled(page: Page): Promise<void> {
  await expect(charts(page)).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByText('Loading')).toHaveCount(0);
}

/** Drag from one place of the plot to another, px from its left. */
async function drag(page: Page, from: number, to: number): Promise<void> {
  const box = await charts(page).boundingBox();
  if (!box) throw new Error('no charts');
  const left = box.x + labelRoom;
  await page.mouse.move(left + from, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(left + to, box.y + 100, { steps: 5 });
  await page.mouse.up();
}

/** The band reaches up to the spike, and nothing is drawn that no pixel could show. */
async function expectSpike(page: Page): Promise<Drawn> {
  await expect(page.getByRole('img', { name: /highest 31/ })).toBeVisible();
  await settled(page);
  await expect.poll(async () => (await drawn(page)).top.y).toBeLessThan(60);
  const picture = await drawn(page);
  expect(Math.max(...picture.points)).toBeLessThanOrEqual(picture.width);
  return picture;
}

test('three years: zoomed to a day by dragging, moved, and back; the spike of one reading is seen at every step', async ({ core, signedIn: page }) => {
  const seriesId = await oldFreezer(page, new Site(core));
  const [from, to] = [Date.now() - days * day, Date.now()].map((timeMs) => encodeURIComponent(new Date(timeMs).toISOString()));
  await page.goto(`${core.consoleUrl}/trends?values=${seriesId}&from=${from}&to=${to}`);
  await expect(page.getByText(/One point is .*: mean, lowest, highest. Nothing left out of 52,5\d\d readings/)).toBeVisible();
  const whole = await shownTime(page).innerText();
  let levels = 0;

  await test.step('each drag goes nearer, down to every reading', async () => {
    for (; !(await page.getByText(/^Each of/).isVisible()); levels += 1) {
      expect(levels).toBeLessThan(6);
      const { top, width } = await expectSpike(page);
      const before = await shownTime(page).innerText();
      await drag(page, Math.max(0, top.x - width / 10), Math.min(width, top.x + width / 10));
      await expect(shownTime(page)).not.toHaveText(before);
      await settled(page);
    }
    await expectSpike(page);
    expect(levels).toBeGreaterThan(2);
  });

  await test.step('held with Shift the picture follows the hand', async () => {
    const before = await expectSpike(page);
    await page.keyboard.down('Shift');
    await drag(page, before.width / 2, before.width / 2 + 120);
    await page.keyboard.up('Shift');
    await settled(page);
    await expect.poll(async () => Math.abs((await drawn(page)).top.x - before.top.x - 120)).toBeLessThan(4);
  });

  await test.step('Back leads through every level to the whole', async () => {
    for (let left = levels; left > 0; left -= 1) {
      await page.keyboard.press('Backspace');
      await expectSpike(page);
    }
    await expect(shownTime(page)).toHaveText(whole);
    await expect(page.getByRole('button', { name: 'Back' })).toHaveCount(0);
  });

  await test.step('a year beside the year before has as many points', async () => {
    await page.goto(`${core.consoleUrl}/trends?values=${seriesId}&span=1y&compare=year`);
    await expect(page.getByRole('row', { name: /year before/ })).toContainText('31.0');
    await settled(page);
    await expect.poll(async () => (await drawn(page)).points.length).toBe(2);
    const { points, width } = await drawn(page);
    expect(points[0]).toBe(points[1]);
    expect(points[0]).toBeGreaterThan(300);
    expect(Math.max(...points)).toBeLessThanOrEqual(width);
  });
});
