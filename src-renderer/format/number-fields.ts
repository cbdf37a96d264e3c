/** Numbers as people type them into fields: either decimal mark, any minus, no grouping needed. */
import type { Language } from '../state/language.ts';

/** Enough for every decimal a double carries reliably, so that 18.1 − 18.05 comes out as 0.05. */
const significantDigits = 12;

const numberPattern = /^-?(\d+\.?\d*|\.\d+)$/;

/** A typed number, or null when it is none. Blanks between digits are taken as grouping. */
export function parseNumber(text: string): number | null {
  const tidy = text
    .trim()
    .replaceAll(/[\u2212\u2013]/g, '-')
    .replaceAll(/(?<=\d)[\s\u00a0\u202f](?=\d)/g, '')
    .replace(',', '.');
  return numberPattern.test(tidy) ? Number(tidy) : null;
}

/** A number as a field shows it for editing: the language's decimal mark, the real minus, no grouping. */
export function numberFieldText(value: number, language: Language): string {
  const text = String(tidyNumber(value));
  return (language === 'fi' ? text.replace('.', ',') : text).replace('-', '\u2212');
}

/** A computed number without the dust of binary fractions. */
export function tidyNumber(value: number): number {
  return Number(value.toPrecision(significantDigits));
}
