/** Bodies nobody honest sends, made out of honest ones. */

/** Values of every wrong type, and of the right ones with no sense. */
export const oddValues: readonly unknown[] = [
  null, true, 0, -1, 1.5, 1e300, '', 'x', '-1', '9'.repeat(40), '%zz', 'x'.repeat(5_000), '\u0000', '\ud800', "'; drop table x --",
  '2026-02-30T25:61:61Z', '+275760-09-13T00:00:00Z', [], [null], {}, { id: 'x' }, { id: -1 }, { a: { b: { c: {} } } },
];

/** An example with one of its members, at any depth, exchanged. */
export function* exchanged(body: unknown, value: unknown): Generator<unknown> {
  if (typeof body !== 'object' || body === null) return;
  for (const [key, member] of Object.entries(body)) {
    const put = (other: unknown) => (Array.isArray(body) ? body.map((one, index) => (String(index) === key ? other : one)) : { ...body, [key]: other });
    yield put(value);
    for (const inner of exchanged(member, value)) yield put(inner);
  }
}
