import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import { applyEventChanges, parseEvent, parseEventChanges } from './event.ts';

const posted = { source: { id: '7' }, type: 'c8y_Door', text: 'Door opened', time: '2026-11-20T14:00:00+02:00' };

describe('parseEvent', () => {
  it('takes the mandatory fields and keeps the rest as fragments', () => {
    expect(parseEvent({ ...posted, id: '1', creationTime: 'x', c8y_Position: { lat: 60 }, gone: null })).toEqual({
      sourceId: 7,
      type: 'c8y_Door',
      text: 'Door opened',
      timeMs: Date.UTC(2026, 10, 20, 12),
      fragments: { c8y_Position: { lat: 60 } },
    });
  });

  it('names every missing field', () => {
    expect(() => parseEvent({ type: 't' })).toThrow('Following mandatory fields should be included: source,text,time');
  });

  it.each([
    { source: { id: 'x' } },
    { source: '7' },
    { time: '2026-11-20T14:00:00' },
    { time: '2026-02-30T14:00:00Z' },
    { time: '1960-01-01T00:00:00Z' },
    { time: 5 },
    { type: '' },
    { type: 5 },
    { text: '' },
    { text: ['x'] },
  ])('refuses %j', (wrong) => {
    expect(() => parseEvent({ ...posted, ...wrong })).toThrow(ExpectedError);
  });
});

describe('changing an event', () => {
  it('replaces text and fragments, and nothing else', () => {
    const changes = parseEventChanges({ id: '1', type: 'other', source: { id: '9' }, time: 'x', text: 'new', a: { x: 2 }, b: null });
    expect(applyEventChanges({ text: 'old', fragments: { a: { x: 1, y: 1 }, b: 1, c: 1 } }, changes)).toEqual({
      text: 'new',
      fragments: { a: { x: 2 }, c: 1 },
    });
  });

  it('keeps the text when only fragments are sent', () => {
    expect(applyEventChanges({ text: 'old', fragments: {} }, parseEventChanges({ a: 1 }))).toEqual({ text: 'old', fragments: { a: 1 } });
  });
});

it('understands whatever is posted, or refuses it as invalid', () => {
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({ source: fc.jsonValue(), type: fc.jsonValue(), text: fc.jsonValue(), time: fc.jsonValue() }, { requiredKeys: [] }),
  );
  fc.assert(
    fc.property(body, fc.constantFrom(parseEvent, parseEventChanges), (anything, parse) => {
      try {
        parse(anything);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedError);
      }
    }),
  );
});
