import { describe, expect, it } from 'vitest';

import { externalUrlPayload, fullScreenPayload, noPayload, saveFilePayload, windowActionPayload } from './bridge-schemas.ts';

describe('saveFilePayload', () => {
  const fits = (suggestedName: unknown, content: unknown = '') => saveFilePayload.safeParse({ suggestedName, content }).success;

  it.each(['readings.csv', 'Kylmiö 2 – marraskuu.csv', '.hidden'])('takes the name %s', (name) => {
    expect(fits(name)).toBe(true);
  });

  it.each(['', '.', '..', '../a', '..\\a', '/etc/passwd', 'C:a', 'a\0.csv', 'a\n.csv', 'a?.csv', 'a'.repeat(201), 5, null])('refuses the name %j', (name) => {
    expect(fits(name)).toBe(false);
  });

  it('refuses content that is no text, and fields nobody knows', () => {
    expect(fits('a.csv', 5)).toBe(false);
    expect(saveFilePayload.safeParse({ suggestedName: 'a.csv', content: '', path: '/etc' }).success).toBe(false);
  });
});

describe('the other payloads', () => {
  it.each([
    [noPayload, undefined, null],
    [windowActionPayload, 'toggle-maximize', 'destroy'],
    [fullScreenPayload, true, 'true'],
    [externalUrlPayload, 'https://cumulocity.com/', 'a'.repeat(2_001)],
  ])('take what the contract says and nothing else', (schema, good, bad) => {
    expect(schema.safeParse(good).success).toBe(true);
    expect(schema.safeParse(bad).success).toBe(false);
  });
});
