/** Fragments `c8y_Availability` and `c8y_Connection`: computed, never stored. Pure. */

export type AvailabilityStatus = 'AVAILABLE' | 'UNAVAILABLE' | 'MAINTENANCE';
export type ConnectionStatus = 'CONNECTED' | 'DISCONNECTED' | 'MAINTENANCE';

/**
 * How an object stands that somebody asked to be monitored.
 * @param requiredMinutes how often it must be heard from (see `requiredInterval`); null = not monitored.
 * @param arrivalMs when it was last heard from, if ever.
 * @returns null when it is not monitored.
 */
export function availabilityAt(
  requiredMinutes: number | null,
  arrivalMs: number | undefined,
  nowMs: number,
): AvailabilityStatus | null {
  if (requiredMinutes === null) return null;
  if (requiredMinutes <= 0) return 'MAINTENANCE';
  if (arrivalMs === undefined) return 'UNAVAILABLE';
  return nowMs - arrivalMs <= requiredMinutes * 60_000 ? 'AVAILABLE' : 'UNAVAILABLE';
}

/**
 * Whether operations reach an object at once.
 * @param listens something subscribed to its operations and is there.
 * @returns null when nobody asked for it to be monitored and nothing listens.
 */
export function connectionAt(requiredMinutes: number | null, listens: boolean): ConnectionStatus | null {
  if (requiredMinutes !== null && requiredMinutes <= 0) return 'MAINTENANCE';
  if (listens) return 'CONNECTED';
  return requiredMinutes === null ? null : 'DISCONNECTED';
}
