import { expect, test } from 'vitest';

import { withSection } from './document.ts';
import { ratioOf, spreadOf, writtenRatio, writtenSpread } from './spread.ts';

test('rounds are told as median with least and most', () => {
  expect(writtenSpread(spreadOf([631_000, 450_123, 666_000]))).toBe('631 k (450 k–666 k)');
  expect(writtenSpread(spreadOf([1.45]))).toBe('1.45');
});

test('ratios are taken round by round: a slow minute slows both', () => {
  expect(writtenRatio(ratioOf([600, 300, 630], [500, 250, 500]))).toBe('**1.20×** (1.20–1.26)');
});

test('a section is replaced between its marks, and nothing else', () => {
  const text = 'before\n<!-- store -->\nold\n<!-- /store -->\nafter\n';
  expect(withSection(text, 'store', 'new')).toBe('before\n<!-- store -->\n\nnew\n\n<!-- /store -->\nafter\n');
  expect(withSection(withSection(text, 'store', 'new'), 'store', 'new')).toBe(withSection(text, 'store', 'new'));
  expect(() => withSection(text, 'growth', 'new')).toThrow('no marks');
});
