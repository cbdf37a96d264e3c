/**
 * Which key press means which binding. A binding's key is written as people say it: `A`, `Shift+A`,
 * `Ctrl+Z`, `?`, `1`, `F6`, `ArrowDown`. Cmd counts as Ctrl.
 */

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

function withoutPrefix(written: string, prefix: string): string | null {
  return written.startsWith(prefix) && written.length > prefix.length ? written.slice(prefix.length) : null;
}

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key);

/** Whether a press is the key a binding is written with. */
export function matchesKey(press: KeyPress, written: string): boolean {
  if (press.altKey) return false;
  const afterCtrl = withoutPrefix(written, 'Ctrl+');
  const afterShift = withoutPrefix(afterCtrl ?? written, 'Shift+');
  const key = afterShift ?? afterCtrl ?? written;
  if ((press.ctrlKey || press.metaKey) !== (afterCtrl !== null)) return false;
  // Signs such as ? or / need Shift on some layouts and not on others: only letters and named keys mind it.
  const mindsShift = isLetter(key) || key.length > 1;
  if (mindsShift && press.shiftKey !== (afterShift !== null)) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

/** Keys that put a character into a field: a single sign without Ctrl. They are off while typing. */
export function isCharacterKey(written: string): boolean {
  const bare = withoutPrefix(written, 'Shift+') ?? written;
  return bare.length === 1;
}
