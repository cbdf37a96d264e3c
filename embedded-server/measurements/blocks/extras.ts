/** What of measurements is no plain sample, as bytes: JSON texts by the place of their measurement. */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

export function writeExtras(writer: ByteWriter, extras: ReadonlyMap<number, string> | null): void {
  writer.varint(extras?.size ?? 0);
  for (const [row, text] of extras ?? []) {
    const bytes = Buffer.from(text);
    writer.varint(row);
    writer.varint(bytes.length);
    writer.bytes(bytes);
  }
}

/** @returns null when there are none. */
export function readExtras(reader: ByteReader): ReadonlyMap<number, string> | null {
  const size = reader.varint();
  if (size === 0) return null;
  const extras = new Map<number, string>();
  for (let left = size; left > 0; left -= 1) {
    const row = reader.varint();
    extras.set(row, Buffer.from(reader.bytes(reader.varint())).toString());
  }
  return extras;
}
