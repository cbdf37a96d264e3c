/** Every view for everyone: axe finds nothing serious in either theme, nothing is lost at 200 % zoom, nothing moves where motion is not wanted. */
import type { Page } from '@playwright/test';

import { seriousFaults } from '../axe.ts';
import { expect, test } from './picture-site.ts';
import { openView, views } from './view-list.ts';

// A page with axe on it takes a second or two, and there are many.
test.setTimeout(180_000);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const by of ['operator', 'admin', 'neighbour', 'nobody'] as const) {
      test(`axe finds nothing serious in what the ${by} sees`, async ({ person, consoleUrl }) => {
        const page = await person(by);
        for (const view of views.filter((one) => one.by === by)) {
          await openView(page, consoleUrl, view);
          expect.soft(await seriousFaults(page, colorScheme === 'light' ? 'all' : 'colours'), view.name).toEqual([]);
        }
      });
    }
  });
}

/** Controls that lie outside of the window and outside of everything that scrolls. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean => {
      for (let at = element; at; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (/auto|scroll/.test(overflowX + overflowY) && (at.scrollWidth > at.clientWidth || at.scrollHeight > at.clientHeight)) return true;
      }
      return false;
    };
    return [...document.querySelectorAll('button, a[href], input, select, textarea')].flatMap((control) => {
      const { left, right, top, bottom, width } = control.getBoundingClientRect();
      const inside = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      return width === 0 || !control.checkVisibility() || inside || scrolls(control) ? [] : [control.outerHTML.slice(0, 160)];
    });
  });
}

test.describe('at 200 % zoom', () => {
  // A window of 1280 by 800 that is magnified twice has room for half as many of the page's pixels.
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

  for (const by of ['operator', 'admin', 'neighbour', 'nobody'] as const) {
    test(`everything the ${by} needs can be reached`, async ({ person, consoleUrl }) => {
      const page = await person(by);
      for (const view of views.filter((one) => one.by === by)) {
        await openView(page, consoleUrl, view);
        expect.soft(await outOfReach(page), view.name).toEqual([]);
      }
    });
  }
});

test.describe('with reduced motion', () => {
  test.use({ reducedMotion: 'reduce' });

  test('nothing moves', async ({ person, consoleUrl }) => {
    const page = await person('operator');
    for (const view of views.filter(({ by }) => by === 'operator')) {
      await openView(page, consoleUrl, view);
      const moving = await page.evaluate(() => document.getAnimations().map((animation) => animation.effect?.getComputedTiming().duration).filter((ms) => Number(ms) > 1));
      expect.soft(moving, view.name).toEqual([]);
    }
  });
});
