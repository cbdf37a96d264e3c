import css from './key-hint.module.css';

/** A key as printed on it. */
export function KeyHint({ children }: { children: string }) {
  return <kbd className={css.key}>{children}</kbd>;
}
