/** What SQLite stores; bigint only where a 64-bit id is asked for. */
export type SqlValue = string | number | bigint | null | Uint8Array;
