import css from './key-hint.module.css';

/** A key as printed on it: `Ctrl+Z` reads "Ctrl Z". */
export function KeyHint({ press }: { press: string }) {
  return <kbd className={css.key}>{press.replaceAll('+', ' ')}</kbd>;
}
