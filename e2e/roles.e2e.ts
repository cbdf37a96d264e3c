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

/** What a preset may find at most, and what it must not find anywhere. */
interface Preset {
  role: string;
  /** Entries of the rail. */
  views: readonly string[];
  /** Distinct acts over all views, their panels and menus. */
  acts: number;
  never: RegExp;
}

/** Words of what changes devices, groups and rules. */
const technicians = 'Add device|Import|Add a group|Replace|Edit|secret|Delete|command|rule|senders';
const administrators = 'People|Tokens|Support access|Limits|Audit|Displays|System health|Configuration';

const presets: readonly Preset[] = [
  { role: 'viewer', views: ['Now', 'Alarms', 'Devices', 'Trends'], acts: 20, never: new RegExp(`Acknowledge|End by hand|Maintenance|note|Pin|Save view|${technicians}|${administrators}`) },
  { role: 'operator', views: ['Now', 'Alarms', 'Devices', 'Trends', 'Deliveries'], acts: 25, never: new RegExp(`${technicians}|${administrators}`) },
  { role: 'technician', views: ['Now', 'Alarms', 'Devices', 'Trends', 'Deliveries', 'Manage'], acts: 42, never: new RegExp(`${administrators}|All sites`) },
  { role: 'admin', views: ['Now', 'Alarms', 'Devices', 'Trends', 'Deliveries', 'Manage'], acts: 45, never: /All sites|Add a site|Suspend|System health|Configuration/ },
  { role: 'support', views: ['Sites', 'Manage'], acts: 12, never: new RegExp(`Acknowledge|Maintenance|Add a site|Suspend|${technicians}|${administrators}`) },
];

/** Everything to press; not what only leads: tabs, jumps within a panel, headings of columns, the groups of the tree. */
const pressable = 'button:visible:not([role=tab], [role=columnheader] *, [role=treeitem] *, nav[aria-label] button, [aria-haspopup=menu])';
/** Giving an act another letter is one act, whatever the act. */
const letter = /^.+: \S+ Change$/;
/** Leads to something by its name, or back. */
const leading = /^(Freezer room|Air temperature|Open devices|Close)/;
const choosable = '[role=menuitem]:visible, [role=menuitemradio]:visible';

/** Their names. One of several is one act, and so is what differs only by number. */
async function actsIn(part: Locator, selector: string): Promise<string[]> {
  const names = await part.locator(selector).evaluateAll((all) => {
    const nameOf = (one: Element) => one.getAttribute('aria-label') ?? one.textContent ?? '';
    const isChoice = (one: Element | null) => one?.getAttribute('role') === 'menuitemradio';
    // The first of a row of choices stands for all.
    return all.filter((one) => !isChoice(one) || !isChoice(one.previousElementSibling)).map(nameOf);
  });
  return names.map((name) => name.replaceAll(/[\d−.,]+/g, '').trim().replace(letter, 'Change a letter')).filter((name) => name !== '' && !leading.test(name));
}

/** What a part of the page offers, and what its menus do. */
async function actsOf(page: Page, part: Locator): Promise<string[]> {
  const found = await actsIn(part, pressable);
  const openers = part.locator('button[aria-haspopup=menu]:visible');
  for (let index = 0; index < (await openers.count()); index += 1) {
    await openers.nth(index).click();
    await expect(page.getByRole('menu')).toBeVisible();
    found.push(...(await actsIn(page.getByRole('menu'), choosable)));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  }
  return found;
}

/** Views with a list: the first row is opened, and its panel looked through. */
const listed = ['Now', 'Alarms', 'Devices'];

/** The view that is left stays until the next has come. */
async function openView(page: Page, name: string): Promise<void> {
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  const before = await heading.first().innerText();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true }).click();
  await expect(heading.first()).not.toHaveText(before);
}

async function actsOfView(page: Page, name: string): Promise<string[]> {
  const found = await actsOf(page, page.getByRole('main'));
  if (!listed.includes(name)) return found;
  await page.getByRole('main').getByRole('row', { name: /Freezer room 2/ }).first().click();
  const panel = page.getByRole('complementary').first();
  await expect(panel.getByRole('heading').first()).toBeVisible();
  return [...found, ...(await actsOf(page, panel))];
}

/** Everything somebody can do who looks through all there is. Trends shows the values of the device. */
async function actsOfPerson(page: Page, views: readonly string[]): Promise<string[]> {
  const found = await actsOf(page, page.getByRole('banner'));
  for (const [index, name] of views.entries()) {
    if (index > 0) await openView(page, name);
    if (name === 'Trends') await page.goto('/trends?values=1');
    if (name === 'Trends') await expect(page.getByRole('button', { name: /^Export/ })).toBeVisible();
    found.push(...(await actsOfView(page, name)));
  }
  return [...new Set(found)];
}

test('each preset has the views and acts of its work, and no more', async ({ core, signedIn, browser }) => {
  test.slow();
  const site = new Site(core);
  const device = await site.device('Freezer room 2');
  await site.reading(device, -18);
  await site.alarm(device, 'MAJOR', 'too warm');
  for (const { role } of presets) {
    await signedIn.request.post(`${core.consoleUrl}/api/people`, { headers: { origin: core.consoleUrl }, data: { userName: `a-${role}`, role, password } });
  }
  for (const { role, views, acts, never } of presets) {
    const context = await browser.newContext({ baseURL: core.consoleUrl });
    const page = await context.newPage();
    await page.goto('/');
    await signIn(page, `a-${role}`, password);
    await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link'), role).toHaveText(views);
    const found = await actsOfPerson(page, views);
    expect(found.length, `${role}: ${found.join(' | ')}`).toBeLessThanOrEqual(acts);
    // It ends with the last view, which is Manage for those who have it: its parts are links.
    const parts = await page.getByRole('main').getByRole('link').allInnerTexts();
    expect([...found, ...parts].filter((words) => never.test(words)), role).toEqual([]);
    await context.close();
  }
});
