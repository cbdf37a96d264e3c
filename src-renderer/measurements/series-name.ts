/** Words for a series, from the names devices give it: `c8y_TemperatureMeasurement.T` reads "Temperature". */
import { capital } from '../format/capital.ts';

interface NamedSeries {
  fragment: string;
  series: string;
}

/** "c8y_LightMeasurement" → "light": without the maker's prefix and what every fragment is, words apart. */
function wordsOf(name: string): string {
  return name
    .replace(/^[a-z0-9]{2,12}_(?=\p{Lu})/u, '')
    .replace(/Measurement$/, '')
    .replace(/([\p{Ll}\p{N}])(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll(/[_\-.]+/g, ' ')
    .trim()
    .replace(/^\p{Lu}(?=\p{Ll})| \p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase());
}

/**
 * What a series is called on screen: fragment and series, the series alone where it repeats the
 * fragment, the fragment alone where the series is but a letter.
 */
export function seriesName({ fragment, series }: NamedSeries): string {
  const outer = wordsOf(fragment);
  const inner = wordsOf(series);
  if (inner.length <= 2 && outer !== '') return capital(outer);
  if (outer === '' || inner.toLowerCase().includes(outer.toLowerCase())) return capital(inner);
  if (outer.toLowerCase().endsWith(inner.toLowerCase())) return capital(outer);
  return capital(`${outer} ${inner}`);
}
