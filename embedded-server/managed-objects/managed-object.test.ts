import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ExpectedError } from '#contract/errors.ts';

import { parsePostedChild } from './child-reference.ts';
import { parseExternalId } from './external-id.ts';
import { applyChanges, isHeartbeat, parseChanges, parseContent, requiredInterval, rolesOf } from './managed-object.ts';

describe('parseContent', () => {
  it('keeps name and type apart from the fragments, and empty markers', () => {
    expect(parseContent({ name: 'Pump', type: 'c8y_Pump', c8y_IsDevice: {}, c8y_Hardware: { model: 'x' } })).toEqual({
      name: 'Pump',
      type: 'c8y_Pump',
      fragments: { c8y_IsDevice: {}, c8y_Hardware: { model: 'x' } },
    });
  });

  it('leaves out what the platform sets, and nulls', () => {
    const posted = { id: '9', owner: 'root', creationTime: 'x', childDevices: {}, c8y_Availability: {}, self: 'x', a: null };
    expect(parseContent(posted)).toEqual({ name: null, type: null, fragments: {} });
  });

  it.each([[[]], ['text'], [5], [null], [undefined], [{ name: 5 }], [{ type: {} }], [{ name: '\ud800' }], [{ '\ud800': 1 }]])(
    'refuses %j',
    (body) => {
      expect(() => parseContent(body)).toThrow(ExpectedError);
    },
  );

  it('keeps nested values as they are', () => {
    const c8y_Deep = { list: [1, null, { a: null }], text: '', no: false };
    expect(parseContent({ c8y_Deep }).fragments).toEqual({ c8y_Deep });
  });
});

describe('applyChanges', () => {
  const before = { name: 'a', type: 't', fragments: { keep: 1, replace: { x: 1, y: 2 }, remove: {} } };

  it('replaces each fragment as a whole and removes nulls', () => {
    expect(applyChanges(before, parseChanges({ id: '7', replace: { x: 3 }, remove: null, add: true }))).toEqual({
      name: 'a',
      type: 't',
      fragments: { keep: 1, replace: { x: 3 }, add: true },
    });
  });

  it('removes name and type by null', () => {
    expect(applyChanges(before, parseChanges({ name: null, type: null }))).toMatchObject({ name: null, type: null });
  });
});

describe('isHeartbeat', () => {
  it.each([
    [{}, true],
    [{ id: '5' }, true],
    [{ name: 'a' }, false],
    [{ name: null }, false],
    [{ c8y_X: null }, false],
  ])('%j: %s', (body, heartbeat) => {
    expect(isHeartbeat(parseChanges(body))).toBe(heartbeat);
  });
});

describe('rolesOf', () => {
  it('goes by the marker fragments', () => {
    expect(rolesOf(parseContent({ c8y_IsDevice: {} }))).toEqual({ isDevice: true, isGroup: false });
    expect(rolesOf(parseContent({ c8y_IsDeviceGroup: {} }))).toEqual({ isDevice: false, isGroup: true });
    expect(rolesOf(parseContent({ toString: 1 }))).toEqual({ isDevice: false, isGroup: false });
  });
});

describe('requiredInterval', () => {
  it.each([
    [{ c8y_RequiredAvailability: { responseInterval: 10 } }, 10],
    [{ c8y_RequiredAvailability: { responseInterval: '10' } }, 10],
    [{ c8y_RequiredAvailability: { responseInterval: -5 } }, -5],
    [{ c8y_RequiredAvailability: { responseInterval: 1e9 } }, 32767],
    [{ c8y_RequiredAvailability: {} }, null],
    [{ c8y_RequiredAvailability: 'x' }, null],
    [{}, null],
  ])('%j: %s', (fragments, minutes) => {
    expect(requiredInterval(fragments)).toBe(minutes);
  });
});

describe('parsePostedChild', () => {
  const reference = { managedObject: { id: '2' } };

  it('takes references by their shape, whatever the media type', () => {
    expect(parsePostedChild(reference, null)).toEqual({ kind: 'reference', id: 2 });
    expect(parsePostedChild({ managedObject: { id: 2 } }, 'managedobjectreference')).toEqual({ kind: 'reference', id: 2 });
    expect(parsePostedChild({ managedObject: { self: 'http://h/inventory/managedObjects/2' } }, null)).toEqual({ kind: 'reference', id: 2 });
  });

  it('takes several', () => {
    expect(parsePostedChild({ references: [reference, reference] }, null)).toEqual({ kind: 'references', ids: [2, 2] });
  });

  it('takes anything else as a new object', () => {
    expect(parsePostedChild({ name: 'child' }, 'managedobject')).toMatchObject({ kind: 'new', content: { name: 'child' } });
  });

  it.each([
    [{ name: 'x' }, 'managedobjectreference'],
    [{ managedObject: { id: 'x' } }, null],
    [{ references: [1] }, null],
    ['x', null],
  ])('refuses %j as %s', (body, mediaType) => {
    expect(() => parsePostedChild(body, mediaType)).toThrow(ExpectedError);
  });
});

describe('whatever is posted', () => {
  const parsers: ((body: unknown) => unknown)[] = [
    parseContent,
    (body) => applyChanges(parseContent({ a: 1 }), parseChanges(body)),
    parseExternalId,
    (body) => parsePostedChild(body, null),
    (body) => parsePostedChild(body, 'managedobjectreferencecollection'),
  ];
  const likely = fc.record(
    { name: fc.jsonValue(), type: fc.jsonValue(), externalId: fc.jsonValue(), managedObject: fc.jsonValue(), references: fc.jsonValue() },
    { requiredKeys: [] },
  );

  it('is understood or refused as invalid, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), likely), fc.constantFrom(...parsers), (body, parse) => {
        try {
          parse(body);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpectedError);
        }
      }),
    );
  });

  it('comes back as it was posted, apart from nulls and what the platform sets', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-zA-Z_]{3,9}$/), fc.jsonValue()), (fragments) => {
        const posted = Object.fromEntries(Object.entries(fragments).filter(([key, value]) => value !== null && key !== 'name' && key !== 'type' && key !== 'owner' && key !== 'self'));
        expect(JSON.stringify(parseContent(posted).fragments)).toBe(JSON.stringify(posted));
      }),
    );
  });
});
