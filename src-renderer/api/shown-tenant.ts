/**
 * The tenant this page shows. Every call says it, so that a page left open while its browser went into another site
 * is refused there; and a page that learns of another tenant is loaded anew, so that nothing of the former one stays.
 */
let shown: string | null = null;

/** The other tabs of a browser hear of a move before the browser has the new session. */
const settleMs = 1_000;

export function shownTenant(): string | null {
  return shown;
}

/** Load the page anew at its first view: no memory, cache or line of the former tenant is left. */
export function startAnew(): void {
  location.replace('/');
}

/** As {@link startAnew}, once the tab in which it was done has had its answer. */
export function startAnewSoon(): void {
  setTimeout(startAnew, settleMs);
}

/** The core said which tenant the session is in; null while nobody is signed in. */
export function noteTenant(tenant: string | null): void {
  if (shown !== null && tenant !== null && tenant !== shown) return startAnew();
  shown = tenant ?? shown;
}
