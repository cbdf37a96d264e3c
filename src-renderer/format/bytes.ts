/** Sizes of files as people read them: 940 kB, 1.9 GB. Thousands, as disks are sold. */
import type { Language } from '../state/language.ts';
import { formatQuantity } from './numbers.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

export function formatBytes(bytes: number, language: Language): string {
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const rounded = value >= 100 || step === 0 ? Math.round(value) : Math.round(value * 10) / 10;
  return formatQuantity(rounded, units[step] ?? 'B', language);
}
