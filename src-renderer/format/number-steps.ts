/** Up and down keys in a number field. */
import type { Language } from '../state/language.ts';
import { numberFieldText, parseNumber, tidyNumber } from './number-fields.ts';

/** A step of its last written decimal: 18,5 goes to 18,6 and 40 to 41. Null when nothing fit is written. */
export function steppedNumber(text: string, by: 1 | -1, language: Language): string | null {
  const value = parseNumber(text);
  if (value === null) return null;
  const decimals = text.trim().split(/[.,]/)[1]?.length ?? 0;
  const next = numberFieldText(tidyNumber(value + by * 10 ** -decimals), language);
  const missing = decimals - (next.split(/[.,]/)[1]?.length ?? 0);
  if (missing <= 0) return next;
  // 18,9 goes to 19,0: the next step is again a tenth.
  const mark = language === 'fi' ? ',' : '.';
  return (/[.,]/.test(next) ? next : next + mark) + '0'.repeat(missing);
}
