import { useOwnKey } from '../keys/own-keys.ts';
import css from './key-hint.module.css';

/** A key as it is, whoever's it is. */
export function PrintedKey({ children }: { children: string }) {
  return <kbd className={css.key}>{children.replaceAll('+', ' ')}</kbd>;
}

/** A key as printed on it, with the person's own letter: `Ctrl+Z` reads "Ctrl Z". @param press as usual. */
export function KeyHint({ press }: { press: string }) {
  return <PrintedKey>{useOwnKey(press)}</PrintedKey>;
}
