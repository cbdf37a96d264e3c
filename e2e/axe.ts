/** What axe finds on a page. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What another theme can break. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** The serious and critical faults, each with the element it is about. @param looked whether only colours are looked at. */
export async function seriousFaults(page: Page, looked: 'all' | 'colours' = 'all'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (looked === 'all' ? axe : axe.withRules(ofColours)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
