/**
 * Every view as a person may find it, filled with data and with its panel open: pictures are taken of these, axe looks
 * at them, and no text in them may stand outside of the catalogues. What is done here knows no language, only data.
 */
import { expect, type Page } from '@playwright/test';

export interface View {
  name: string;
  /** Who looks; nobody is not signed in. */
  by: 'operator' | 'admin' | 'neighbour' | 'nobody';
  address: string;
  /** It shows sizes, ports, sessions or times of this very run: no two pictures of it are alike. */
  measured?: boolean;
  /** It stands alone, without the rail. */
  bare?: boolean;
  /** What in it is of this very run; hidden in the picture. */
  ofThisRun?: string;
  /** Brings the page to what is to be seen. */
  act?: (page: Page) => Promise<void>;
}

async function choose(page: Page, row: RegExp): Promise<void> {
  await page.getByRole('row', { name: row }).first().click();
  await expect(page.getByRole('complementary')).toBeVisible();
}

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await expect(page.getByRole('option').first()).toBeVisible();
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(page.locator('footer').filter({ visible: true })).toContainText('0.0');
}

export const views: View[] = [
  { name: 'now', by: 'operator', address: '/' },
  { name: 'alarms', by: 'operator', address: '/alarms', act: (page) => choose(page, /Freezer room 2/) },
  { name: 'alarms-journal', by: 'operator', address: '/alarms?tab=journal' },
  { name: 'devices', by: 'operator', address: '/devices', act: (page) => choose(page, /Freezer room 2/) },
  { name: 'trends', by: 'operator', address: '/trends?values=6,15,10&span=8h' },
  { name: 'deliveries', by: 'operator', address: '/deliveries' },
  { name: 'palette', by: 'operator', address: '/', act: (page) => find(page, 'freezer') },
  { name: 'jobs', by: 'operator', address: '/devices', act: (page) => page.locator('#jobs-button').click() },
  { name: 'wall', by: 'operator', address: '/wall', bare: true, ofThisRun: 'footer > :last-child', act: (page) => expect(page.locator('svg path').first()).toBeAttached() },
  // It ends the session, so it comes last.
  { name: 'lock', by: 'operator', address: '/', act: lock },
  { name: 'now-normal', by: 'neighbour', address: '/' },
  { name: 'login', by: 'nobody', address: '/', bare: true, act: (page) => expect(page.locator('form')).toBeVisible() },
  { name: 'devices-add', by: 'admin', address: '/devices?add=true' },
  { name: 'senders', by: 'admin', address: '/devices?senders=true' },
  { name: 'manage', by: 'admin', address: '/manage', measured: true },
  { name: 'sites', by: 'admin', address: '/sites', measured: true },
  { name: 'tokens', by: 'admin', address: '/manage/tokens' },
  { name: 'limits', by: 'admin', address: '/manage/limits' },
  { name: 'audit', by: 'admin', address: '/manage/audit', measured: true },
  { name: 'support', by: 'admin', address: '/manage/support' },
  { name: 'people', by: 'admin', address: '/manage/people?person=day-shift', measured: true },
  { name: 'rules', by: 'admin', address: '/manage/rules' },
  { name: 'rule-editor', by: 'admin', address: '/manage/rules', act: (page) => page.getByRole('row', { name: /Freezer room 2/ }).first().click() },
  { name: 'rule-new', by: 'admin', address: '/manage/rules/new' },
  { name: 'site', by: 'admin', address: '/manage/site' },
  { name: 'you', by: 'admin', address: '/manage/you' },
  { name: 'about', by: 'admin', address: '/manage/about', measured: true },
];

/** Open a view and wait until nothing in it is still coming. */
export async function openView(page: Page, consoleUrl: string, { address, act, bare }: View): Promise<void> {
  await page.goto(consoleUrl + address);
  if (!bare) await expect(page.getByRole('navigation').first()).toBeVisible();
  await act?.(page);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.mouse.move(0, 0);
}
