import { afterEach, describe, expect, test, vi } from 'vitest';

import { type KeyPress, isCharacterKey, matchesKey } from './key-press.ts';
import { type KeyBinding, bindingFor, listedKeys, offerKeys, offeredKeys } from './key-registry.ts';
import { setOwnKeys } from './own-keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const free = { typing: false, characterKeys: true };
const binding = (key: string, label = key): KeyBinding => ({ key, label, run: vi.fn() });

test.each([
  ['A', press('a'), true],
  ['A', press('A', { shiftKey: true }), false],
  ['Shift+A', press('A', { shiftKey: true }), true],
  ['A', press('a', { ctrlKey: true }), false],
  ['Ctrl+Z', press('z', { ctrlKey: true }), true],
  ['Ctrl+Z', press('z', { metaKey: true }), true],
  ['Ctrl+Z', press('Z', { ctrlKey: true, shiftKey: true }), false],
  ['?', press('?', { shiftKey: true }), true],
  ['?', press('?'), true],
  ['1', press('1'), true],
  ['ArrowDown', press('ArrowDown'), true],
  ['ArrowDown', press('ArrowDown', { shiftKey: true }), false],
  ['A', press('a', { altKey: true }), false],
])('%s and %o: %s', (written, pressed, matches) => {
  expect(matchesKey(pressed, written)).toBe(matches);
});

test('single signs are characters, named and Ctrl keys are not', () => {
  expect(['A', 'Shift+A', '?', '1'].every(isCharacterKey)).toBe(true);
  expect(['Escape', 'F6', 'Ctrl+Z', 'ArrowDown'].some(isCharacterKey)).toBe(false);
});

describe('which binding a press means', () => {
  test('no letter while typing, but Ctrl keys, and others that ask for it', () => {
    const typing = { typing: true, characterKeys: true };
    const bindings = [binding('A'), binding('Ctrl+Z'), binding('Escape'), { ...binding('F6'), whileTyping: true }];
    expect(bindingFor(press('a'), bindings, typing)).toBeUndefined();
    expect(bindingFor(press('Escape'), bindings, typing)).toBeUndefined();
    expect(bindingFor(press('z', { ctrlKey: true }), bindings, typing)?.key).toBe('Ctrl+Z');
    expect(bindingFor(press('F6'), bindings, typing)?.key).toBe('F6');
    const cut = [{ ...binding('Ctrl+X'), whileTyping: false }];
    expect(bindingFor(press('x', { ctrlKey: true }), cut, typing)).toBeUndefined();
    expect(bindingFor(press('x', { ctrlKey: true }), cut, free)?.key).toBe('Ctrl+X');
  });

  test('no letter when the person has switched them off', () => {
    const bindings = [binding('A'), binding('Escape')];
    const off = { typing: false, characterKeys: false };
    expect(bindingFor(press('a'), bindings, off)).toBeUndefined();
    expect(bindingFor(press('Escape'), bindings, off)?.key).toBe('Escape');
  });
});

describe('what is offered', () => {
  const releases: (() => void)[] = [];
  const offer = (...args: Parameters<typeof offerKeys>): void => void releases.push(offerKeys(...args));
  afterEach(() => releases.splice(0).forEach((release) => release()));

  test('the nearer layer wins, whichever came first', () => {
    offer({ layer: 'panel', bindings: [binding('Escape', 'close the panel')] });
    offer({ layer: 'page', bindings: [binding('Escape', 'clear the filter')] });
    expect(bindingFor(press('Escape'), offeredKeys(), free)?.label).toBe('close the panel');
  });

  test('within a layer the newest wins', () => {
    offer({ layer: 'overlay', bindings: [binding('Escape', 'first')] });
    offer({ layer: 'overlay', bindings: [binding('Escape', 'second')] });
    expect(bindingFor(press('Escape'), offeredKeys(), free)?.label).toBe('second');
  });

  test('a person may have another letter for it', () => {
    offer({ layer: 'page', bindings: [binding('A', 'acknowledge'), binding('Shift+A', 'acknowledge all')] });
    setOwnKeys({ A: 'Q' });
    expect(bindingFor(press('q'), offeredKeys(), free)?.label).toBe('acknowledge');
    expect(bindingFor(press('Q', { shiftKey: true }), offeredKeys(), free)?.label).toBe('acknowledge all');
    expect(bindingFor(press('a'), offeredKeys(), free)).toBeUndefined();
    setOwnKeys({});
  });

  test('an offer lasts until it is taken back', () => {
    offerKeys({ layer: 'page', bindings: [binding('A')] })();
    expect(offeredKeys()).toEqual([]);
  });

  test('the list names each key once, with what it does now, and nothing without words', () => {
    offer({ layer: 'page', bindings: [binding('A', 'page'), { key: 'Escape', run: vi.fn() }] });
    offer({ layer: 'panel', bindings: [binding('A', 'panel')] });
    expect(listedKeys(offeredKeys()).map(({ label }) => label)).toEqual(['panel']);
  });
});

test('a press with the letter runs nothing when nothing offers it', () => {
  expect(bindingFor(press('a'), [], free)).toBeUndefined();
});
