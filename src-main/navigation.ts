/** Where the window may go: the console, nowhere else. Pure. */

/**
 * May a frame of ours show this address?
 * @param consoleOrigin the origin the core reported, e.g. `http://127.0.0.1:8090`; null before the core is ready
 */
export function mayNavigate(url: string, consoleOrigin: string | null): boolean {
  if (consoleOrigin === null || !URL.canParse(url)) return false;
  const target = new URL(url);
  // A blob: address has the origin of the page that made it, so the scheme is asked as well.
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return false;
  if (target.username !== '' || target.password !== '') return false;
  return target.origin === consoleOrigin;
}

/** The origin of an address, or null when it has none that could be compared. */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { origin } = new URL(url);
  return origin === 'null' ? null : origin;
}
