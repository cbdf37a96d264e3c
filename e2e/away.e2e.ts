/** Nobody looked for a while, or nothing could be seen: the console tells what is true within seconds, and never what was. */
import type { Page, WebSocketRoute } from '@playwright/test';

import { expect, signIn } from './fixtures.ts';
import { openToPrograms, Site } from './site.ts';
import { freeze, test, type SteeredCore } from './steered.ts';

const hourMs = 60 * 60_000;
/** Every tick of an hour, and the rest at once: a second a tick, a day would take a minute. */
const halfDay = { passMs: hourMs, sleepMs: 11 * hourMs };
/** What "within seconds" may take. */
const soon = { timeout: 10_000 };

const row = (page: Page, words: RegExp) => page.getByRole('row', { name: words });
const contactLost = (page: Page) => page.getByText(/No contact with the core/);
const live = (page: Page) => page.getByText(/^Live/);

/** A device with a value and an alarm, and the console beside it. */
async function openSite(page: Page, core: Pick<SteeredCore, 'deviceUrl' | 'consoleUrl'>): Promise<{ site: Site; device: string }> {
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.reading(device, -18.5);
  await site.alarm(device, 'MAJOR', 'Door open');
  await page.goto(core.consoleUrl);
  await signIn(page);
  await expect(row(page, /Door open/)).toBeVisible();
  return { site, device };
}

test.describe('a core that answers no more', () => {
  test.use({ sets: openToPrograms });

  test('leaves the last picture with its time, and what comes meanwhile is there when it answers', async ({ page, core }) => {
    const { site, device } = await openSite(page, core);
    core.process.kill('SIGSTOP');
    await expect(contactLost(page)).toBeVisible(soon);
    await expect(page.getByText(/as of \d/i).first()).toBeVisible();
    await expect(row(page, /Door open/)).toBeVisible();
    const sent = site.alarm(device, 'CRITICAL', 'Too warm');
    // A view that was never opened says what is wrong, and comes by itself later.
    await page.getByRole('link', { name: /Devices/ }).click();
    core.process.kill('SIGCONT');
    await sent;
    await expect(contactLost(page)).toBeHidden({ timeout: 20_000 });
    await expect(page).toHaveURL(/devices/);
    await expect(page.getByRole('grid', { name: 'Devices' })).toContainText('Freezer room 2');
    await page.getByRole('link', { name: /Now/ }).click();
    await expect(row(page, /Too warm/)).toBeVisible();
    await expect(live(page)).toBeVisible();
  });

  test('has views opened meanwhile come by themselves when it is back', async ({ page, core, start }) => {
    const { device } = await openSite(page, core);
    await page.getByRole('link', { name: 'Alarms', exact: true }).click();
    await expect(page.getByRole('tab', { name: /Journal/ })).toBeVisible();
    await core.kill();
    await expect(contactLost(page)).toBeVisible(soon);
    // What is asked for anew, and what has not even its code here.
    await page.getByRole('tab', { name: /Journal/ }).click();
    await expect(page.getByRole('alert')).toContainText(/could not be read/, soon);
    await page.getByRole('link', { name: 'Trends', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('This view is not here yet', soon);
    await expect(row(page, /Door open/)).toHaveCount(0);
    const again = await start({ consolePort: Number(new URL(core.consoleUrl).port) });
    await new Site(again).alarm(device, 'CRITICAL', 'Too warm');
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible({ timeout: 20_000 });
    await page.getByRole('link', { name: 'Alarms', exact: true }).click();
    await page.getByRole('tab', { name: /Journal/ }).click();
    await expect(row(page, /Too warm/)).toBeVisible(soon);
  });
});

test.describe('a machine that slept', () => {
  test.use({ sets: [...openToPrograms, 'session.idleMinutes=600'] });

  test('eight hours: old values look old, nothing is announced for the silence of the night', async ({ page, steered: core }) => {
    await page.clock.install();
    const { site, device } = await openSite(page, core);
    await page.getByRole('link', { name: /Devices/ }).click();
    await expect(row(page, /Freezer room 2/)).toContainText('18.5');
    const wake = await freeze(page);
    await core.move({ sleepMs: 8 * hourMs });
    await page.clock.fastForward(8 * hourMs);
    await wake();
    await expect(row(page, /Freezer room 2/)).toContainText(/no reading since/, soon);
    await expect(live(page)).toBeVisible(soon);
    await site.alarm(device, 'CRITICAL', 'Too warm');
    await page.getByRole('link', { name: /Now/ }).click();
    await expect(row(page, /Too warm/)).toBeVisible(soon);
    await expect(row(page, /Door open/)).toBeVisible();
    await expect(page.getByRole('main').getByRole('grid').getByRole('row')).toHaveCount(2);
  });
});

test.describe('a day in the background', () => {
  test.describe('of a session that lasts', () => {
    test.use({ sets: [...openToPrograms, 'session.idleMinutes=3000', 'session.absoluteHours=50'] });

    test('what was raised and what ended meanwhile stands there on return', async ({ page, steered: core }) => {
      await page.clock.install();
      const { site, device } = await openSite(page, core);
      const thaw = await freeze(page);
      await core.move(halfDay);
      await site.alarm(device, 'CRITICAL', 'Too warm');
      for (let count = 0; count < 30; count += 1) await site.reading(device, -18 + count / 10);
      await core.move(halfDay);
      await page.clock.fastForward(24 * hourMs);
      await thaw();
      await expect(row(page, /Too warm/)).toBeVisible(soon);
      await expect(row(page, /Door open/)).toContainText(/24 h|1 d/);
      await expect(contactLost(page)).toBeHidden(soon);
      await expect(live(page)).toBeVisible(soon);
    });
  });

  test.describe('of a session with limits', () => {
    test.use({ sets: openToPrograms });

    test('that ended while the line was cut, the page covers itself instead of trying for ever', async ({ page, steered: core }) => {
      const lines: WebSocketRoute[] = [];
      let isCut = false;
      await page.routeWebSocket(/\/api\/feed/, async (line) => {
        if (isCut) return line.close();
        line.connectToServer();
        lines.push(line);
      });
      await openSite(page, core);
      isCut = true;
      for (const line of lines) await line.close();
      await expect(contactLost(page)).toBeVisible(soon);
      await core.move({ passMs: hourMs });
      isCut = false;
      await expect(page.getByRole('heading', { name: /^Locked/ })).toBeVisible({ timeout: 20_000 });
    });

    test('it is over, and the page says so instead of trying for ever', async ({ page, steered: core }) => {
      await page.clock.install();
      const { site, device } = await openSite(page, core);
      const thaw = await freeze(page);
      await core.move({ passMs: hourMs, sleepMs: 5 * hourMs });
      await site.alarm(device, 'CRITICAL', 'Too warm');
      await page.clock.fastForward(6 * hourMs);
      await thaw();
      await expect(page.getByRole('heading', { name: /^Locked/ })).toBeVisible(soon);
      await expect(page.getByRole('list', { name: 'Open alarms by severity' })).toContainText('1critical');
      await core.move(halfDay);
      await expect(page.getByRole('button', { name: /^Sign in/ })).toBeVisible(soon);
      await signIn(page);
      await expect(row(page, /Too warm/)).toBeVisible();
    });
  });
});
