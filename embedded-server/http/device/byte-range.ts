/** `Range: bytes=…`, for downloads that go on where they broke off (RFC 9110, 14). Pure. */

export interface ByteRange {
  from: number;
  /** Exclusive. */
  to: number;
}

/** The one range asked for; null where the whole is to be sent: none, several, or one that makes no sense. */
export function parseRange(header: string | undefined, length: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length : Math.min(length, Number(last) + 1);
  return from < to ? { from, to } : null;
}
