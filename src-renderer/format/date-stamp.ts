import { coreNow } from '../state/now.ts';
import { wallClock } from './zone.ts';

/** The site's date as files are sorted by: "2026-11-27". */
export function dateStamp(zone: string): string {
  const { year, month, day } = wallClock(coreNow(), zone);
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
