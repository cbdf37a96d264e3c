/**
 * Numbers as the language writes them: the real minus sign (U+2212), thin no-break groups where the
 * language groups by a blank, and the unit after a no-break blank.
 */
import type { Language } from '../state/language.ts';

const minusSign = '\u2212';
const thinBlank = '\u202f';
const noBreakBlank = '\u00a0';

const numberLocales: Record<Language, string> = { en: 'en-GB', fi: 'fi-FI' };
const formatters = new Map<string, Intl.NumberFormat>();

interface FractionDigits {
  /** Fewest and most digits after the decimal mark. */
  atLeast: number;
  atMost: number;
}

/** Building an Intl formatter costs far more than using it, so each is built once. */
function formatterFor(language: Language, { atLeast, atMost }: FractionDigits): Intl.NumberFormat {
  const key = `${language} ${atLeast} ${atMost}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(numberLocales[language], {
    minimumFractionDigits: atLeast,
    maximumFractionDigits: atMost,
    signDisplay: 'negative',
  });
  formatters.set(key, made);
  return made;
}

function tidyPart(part: Intl.NumberFormatPart): string {
  if (part.type === 'minusSign') return minusSign;
  if (part.type === 'group' && part.value.trim() === '') return thinBlank;
  return part.value;
}

/** Write `value` with between `digits.atLeast` and `digits.atMost` decimals; never "−0". */
export function formatNumber(value: number, language: Language, digits: FractionDigits): string {
  return formatterFor(language, digits).formatToParts(value).map(tidyPart).join('');
}

/** A count of things: no decimals, grouped. */
export function formatCount(value: number, language: Language): string {
  return formatNumber(value, language, { atLeast: 0, atMost: 0 });
}

/**
 * How many decimals a reading deserves: four figures in all, but the whole part is never rounded
 * away (a meter at 123 456 kWh keeps all six digits) and at most six decimals.
 */
export function decimalsOf(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const wholeDigits = Math.floor(Math.log10(Math.abs(value))) + 1;
  return Math.min(6, Math.max(0, 4 - wholeDigits));
}

/** Decimals that `value` really shows, so that its limit and its neighbours can be written with as many. */
export function shownDecimals(value: number): number {
  const text = formatNumber(value, 'en', { atLeast: 0, atMost: decimalsOf(value) });
  return text.split('.')[1]?.length ?? 0;
}

/**
 * Decimals that the finest of `values` shows. What only noise would need is not counted: near zero a
 * value has more figures behind the mark than its series can be told by.
 */
export function decimalsAmong(values: readonly number[]): number {
  const most = decimalsOf(values.reduce((size, value) => Math.max(size, Math.abs(value)), 0));
  const whole = 10 ** most;
  let found = 0;
  for (const value of values) {
    while (found < most && !isWhole((Math.round(value * whole) / whole) * 10 ** found)) found += 1;
    if (found === most) break;
  }
  return found;
}

/** Nothing behind the mark but what doubles cannot help. */
function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/** A reading, with at least so many decimals: "limit −18.0" beside "−14.8". */
export function formatReading(value: number, language: Language, atLeast = 0): string {
  return formatNumber(value, language, { atLeast, atMost: Math.max(atLeast, decimalsOf(value)) });
}

/** A reading with its unit behind a no-break blank, "−14.8 °C"; just the number when it has none. */
export function formatQuantity(value: number, unit: string | null, language: Language, atLeast = 0): string {
  const number = formatReading(value, language, atLeast);
  return unit ? `${number}${noBreakBlank}${unit}` : number;
}
