/** How long ago, in the coarsest words that still tell: "20 s", "11 min", "1 h 52 min", "3 days". */

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export type Age =
  | { unit: 'seconds'; count: number }
  | { unit: 'minutes'; count: number }
  | { unit: 'hours'; count: number }
  | { unit: 'hoursMinutes'; hours: number; minutes: number }
  | { unit: 'days'; count: number };

/** Split a stretch of time (ms); a negative one, from a clock that runs ahead, counts as none. */
export function splitAge(ms: number): Age {
  const age = Math.max(0, ms);
  if (age < minuteMs) return { unit: 'seconds', count: Math.floor(age / secondMs) };
  if (age < hourMs) return { unit: 'minutes', count: Math.floor(age / minuteMs) };
  if (age >= dayMs) return { unit: 'days', count: Math.floor(age / dayMs) };
  const hours = Math.floor(age / hourMs);
  const minutes = Math.floor((age % hourMs) / minuteMs);
  return minutes === 0 ? { unit: 'hours', count: hours } : { unit: 'hoursMinutes', hours, minutes };
}

/** A running stretch of time as a stop watch shows it: "0:18", "12:05", "1:02:03". */
export function clockSpan(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / secondMs);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
