/**
 * The console in a language nobody speaks: whatever still shows plain letters stands outside of the catalogues, and
 * whatever overflows has no room for a language longer than English.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { devices, groups, people, rules } from './believable-site.ts';
import { kitchen, neighbour, otherSites } from './normal-site.ts';
import { expect, test as base } from './picture-site.ts';
import { openView, views } from './view-list.ts';

const test = base.extend<object, { consoleFolder: string }>({
  consoleFolder: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'valvomo-pseudo-'));
      execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'build', 'scripts', 'pseudo-console.ts'), folder], { stdio: 'pipe' });
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Plain words of three letters and more, in lower case; addresses are none. */
function wordsOf(text: string): string[] {
  return (text.replaceAll(/https?:\/\/\S+/g, '').match(/[A-Za-z]{3,}/g) ?? []).map((word) => word.toLowerCase());
}

/** Words that are data, or that the browser itself writes in the locale's way. */
function knownWords(): Set<string> {
  const data = [
    ...groups,
    ...Object.keys(people),
    ...devices.flatMap(({ name, type, series }) => [name, type, ...series.flatMap((one) => [one.fragment, one.series, one.unit])]),
    ...rules.flatMap(({ draft }) => [draft.name, draft.text, draft.help]),
    ...otherSites,
    ...[...kitchen, { name: 'Kitchen', type: neighbour.userName, series: [] }].flatMap(({ name, type, series }) => [name, type, ...series.flatMap((one) => [one.fragment, one.series, one.unit])]),
    'Koivula Growers Valvomo admin main device Helsinki Europe Door was blocked open for unloading closed now',
  ];
  const days = Array.from({ length: 12 * 7 }, (_, index) => new Date(2026, index % 12, 1 + (index % 7)));
  const times = days.flatMap((day) => (['short', 'long'] as const).map((style) => day.toLocaleDateString('en-GB', { weekday: style, month: style })));
  return new Set(wordsOf([...data, ...times, ...Intl.supportedValuesOf('timeZone')].join(' ')));
}

/** What can be read or heard on the page: texts, and the names and descriptions of things. Keys are keys in every language. */
function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
    const said: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      // The hidden text area is a library's ruler for the height of the visible one.
      if (element.closest('kbd, script, style, code, pre, textarea[aria-hidden]')) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? '');
      for (const name of attributes) said.push(element.getAttribute(name) ?? '');
    }
    return said;
  });
}

for (const by of ['operator', 'admin', 'neighbour', 'nobody'] as const) {
  test(`nothing the ${by} sees stands outside of the catalogues`, async ({ person, consoleUrl }) => {
    const known = knownWords();
    const page = await person(by);
    for (const view of views.filter((one) => one.by === by)) {
      await openView(page, consoleUrl, view);
      const bare = (await saidOn(page)).filter((text) => wordsOf(text).some((word) => !known.has(word)));
      expect.soft([...new Set(bare)], view.name).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(overflow, `${view.name} is wider than the window`).toBeLessThanOrEqual(0);
    }
  });
}
