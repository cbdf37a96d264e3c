/**
 * What a task costs a person's hands, counted in the page itself: presses of the pointer and of keys. A drag
 * is one press, a chord such as Shift A one key. Text typed into a field is not counted: it is what the person has
 * to say, not what the console asks for. Navigations and reloads go on counting.
 */
import type { Page } from '@playwright/test';

import { expect } from './fixtures.ts';

/** The most a task may cost; a hand that is not named must not be used at all. */
export interface Budget {
  clicks?: number;
  keys?: number;
}

/** What was done, in order: `click Acknowledge`, `key A`. */
type Presses = { hand: 'click' | 'key'; what: string }[];

/** Runs in the page: tells of every real press. It must not use anything outside itself. */
function tellOfPresses(): void {
  const fields = 'input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, [contenteditable=true]';
  const held = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'];
  const tell = (hand: string, what: string) => (window as unknown as Record<string, (...args: string[]) => void>)['tellOfPress']?.(hand, what);
  const nameOf = (target: EventTarget | null) => (target instanceof Element ? (target.getAttribute('aria-label') ?? target.textContent ?? target.tagName).slice(0, 40) : '');
  const isTyping = ({ key, ctrlKey, metaKey, target }: KeyboardEvent) =>
    target instanceof Element && target.matches(fields) && !ctrlKey && !metaKey && (key.length === 1 || key === 'Backspace' || key === 'Delete');
  addEventListener('pointerdown', (event) => event.isTrusted && tell('click', nameOf(event.target)), true);
  addEventListener('keydown', (event) => {
    if (event.isTrusted && !event.repeat && !held.includes(event.key) && !isTyping(event)) tell('key', event.key);
  }, true);
}

const counted = new WeakMap<Page, { now: Presses }>();

/** Counting starts once a page and goes on; a task looks only at its own presses. */
async function countedPage(page: Page): Promise<{ now: Presses }> {
  const known = counted.get(page);
  if (known) return known;
  const count: { now: Presses } = { now: [] };
  counted.set(page, count);
  await page.exposeFunction('tellOfPress', (hand: 'click' | 'key', what: string) => void count.now.push({ hand, what }));
  await page.addInitScript(tellOfPresses);
  await page.evaluate(tellOfPresses);
  return count;
}

/**
 * Run a task and fail when it cost more than its budget. The task itself must expect what it is done for.
 * @returns what it cost.
 */
export async function withinBudget(page: Page, budget: Budget, task: () => Promise<void>): Promise<Required<Budget>> {
  const count = await countedPage(page);
  count.now = [];
  await task();
  // Presses are told in order: whatever the page said before this answer has arrived.
  await page.evaluate(() => undefined);
  const presses = count.now;
  const cost = (hand: 'click' | 'key') => presses.filter((press) => press.hand === hand).length;
  const spent = { clicks: cost('click'), keys: cost('key') };
  const what = presses.map((press) => `${press.hand} ${press.what}`).join(', ');
  expect(spent.clicks, `clicks within the budget (${what})`).toBeLessThanOrEqual(budget.clicks ?? 0);
  expect(spent.keys, `keys within the budget (${what})`).toBeLessThanOrEqual(budget.keys ?? 0);
  return spent;
}
