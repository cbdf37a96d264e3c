/** Samples as bytes: little-endian doubles, bit for bit. */

const littleEndianHost = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** One double a sample, little-endian. */
export function encodeSamples(samples: readonly number[]): Uint8Array {
  const doubles = Float64Array.from(samples);
  if (littleEndianHost) return new Uint8Array(doubles.buffer);
  const view = new DataView(new ArrayBuffer(samples.length * 8));
  samples.forEach((sample, index) => view.setFloat64(index * 8, sample, true));
  return new Uint8Array(view.buffer);
}

/** All samples. */
export function decodeSamples(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 8 }, (_, index) => view.getFloat64(index * 8, true));
}

/** The sample of one column. */
export function decodeSample(bytes: Uint8Array, column: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat64(column * 8, true);
}
