/** While the console is covered no key reaches what lies below. */

let quiet = false;

export function setKeysQuiet(on: boolean): void {
  quiet = on;
}

export function areKeysQuiet(): boolean {
  return quiet;
}
