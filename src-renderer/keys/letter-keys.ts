/**
 * The letters that do something somewhere, as they are when nobody has changed them, and a person's own letters in their
 * place. Everywhere else keys are written by their usual letter; where they meet the keyboard or the eye the own one
 * stands for it. Pure.
 */
export const letterKeys = ['J', 'K', 'A', 'N', 'G', 'E', 'O', 'H', 'D', 'W', 'M', 'Y'] as const;
export type LetterKey = (typeof letterKeys)[number];

/** By the usual letter, the own one; what is not in it is as usual. */
export type OwnKeys = Readonly<Record<string, string>>;

/** A key as people say it, with the person's own letter: `Shift+A` is `Shift+Q` for whom A is Q. Ctrl keys stay. */
export function ownKey(own: OwnKeys, written: string): string {
  const [, held = '', letter = ''] = /^(Shift\+)?(\p{L})$/u.exec(written) ?? [];
  return letter !== '' && Object.hasOwn(own, letter) ? held + (own[letter] ?? letter) : written;
}

/** Whether a press can stand for a letter key: one letter, without anything held. */
export function letterOf({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | null {
  return /^\p{L}$/u.test(key) && !ctrlKey && !metaKey && !altKey ? key.toUpperCase() : null;
}

/** The usual letter of what has this own letter already; null when it is free. */
export function takenBy(own: OwnKeys, letter: string, except: LetterKey): LetterKey | null {
  return letterKeys.find((usual) => usual !== except && ownKey(own, usual) === letter) ?? null;
}

/** With another letter for one; the usual letter needs no entry. */
export function withOwnKey(own: OwnKeys, usual: LetterKey, letter: string): OwnKeys {
  const { [usual]: _, ...others } = own;
  return letter === usual ? others : { ...others, [usual]: letter };
}
