/** The regions of the window in the order of Tab: title bar, rail, palette, tools, list, panel, jobs, status bar. F6 steps between them. */

const order = ['title', 'rail', 'palette', 'tools', 'list', 'panel', 'jobs', 'status'];
const focusable = 'a[href], button:not(:disabled), input:not(:disabled), [tabindex="0"]';

/** The region after `current` among those on screen; the first one after the last. */
export function nextRegion(present: readonly string[], current: string | null): string | undefined {
  const inOrder = order.filter((name) => present.includes(name));
  return inOrder[(current === null ? -1 : inOrder.indexOf(current)) + 1] ?? inOrder[0];
}

function regionName(element: Element | null | undefined): string | null {
  return element?.closest('[data-region]')?.getAttribute('data-region') ?? null;
}

/** Move the focus to the next region: to itself where it takes focus, else to its first control. */
export function focusNextRegion(): void {
  // What lies below an open palette is out of reach until that closes.
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.closest('[inert]') === null);
  const name = nextRegion(regions.map((region) => regionName(region) ?? ''), regionName(document.activeElement));
  const region = regions.find((candidate) => regionName(candidate) === name);
  const target = region?.tabIndex === 0 ? region : region?.querySelector<HTMLElement>(focusable);
  (target ?? region)?.focus();
}
