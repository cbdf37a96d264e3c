import { describe, expect, it } from 'vitest';

import { noticeText } from './notice-text.ts';

describe('noticeText', () => {
  it('leaves an ordinary text alone', () => {
    const text = { title: 'Kylmiö 2 liian lämmin', body: '−14.8 °C, limit −18.0 °C & rising' };
    expect(noticeText(text.title, text.body)).toEqual(text);
  });

  it('makes mark-up harmless and keeps to one line', () => {
    const { title, body } = noticeText('<b>Pump</b>\r\n\u001b[31m', 'a\u2028<a href="https://example.com">b</a>');
    expect(`${title}${body}`).not.toMatch(/[<>\p{Cc}\p{Zl}]/u);
    expect(title).toContain('Pump');
  });

  it('cuts long texts between characters', () => {
    const { title, body } = noticeText('𝒱'.repeat(500), 'b'.repeat(5_000));
    expect(Array.from(title)).toHaveLength(120);
    expect(title.endsWith('𝒱…')).toBe(true);
    expect(body).toHaveLength(400);
  });
});
