import { describe, expect, test } from 'vitest';

import { type CurlTarget, curlLine, shellWord } from './curl-line.ts';

const target: CurlTarget = {
  deviceUrl: 'http://127.0.0.1:8080',
  deviceId: '101',
  credential: { tenant: 'main', userName: 'device_101', secret: '7Qm4vX2pKc9TzN1e8RbW5s-_' },
};

describe('a word of the shell', () => {
  test.each(['main/device_101:ab-_c', 'a+b,c%d=e@f'])('is left bare where the shell sees nothing in it: %s', (text) => {
    expect(shellWord(text)).toBe(text);
  });

  test.each(['two words', '$HOME', '`id`', '"', 'a;b', '', 'ä', '!x', 'a\nb', String.raw`\ `, '*', '~', '#'])('is quoted: %j', (text) => {
    expect(shellWord(text)).toBe(`'${text}'`);
  });

  test('leaves the quotes for an apostrophe, which they cannot hold', () => {
    expect(shellWord("it's")).toBe(String.raw`'it'\''s'`);
  });
});

describe('the line to paste', () => {
  test('is what sh, bash and zsh understand', () => {
    expect(curlLine(target)).toBe(
      [
        String.raw`curl -X POST http://127.0.0.1:8080/measurement/measurements \ `.trimEnd(),
        String.raw`  -u main/device_101:7Qm4vX2pKc9TzN1e8RbW5s-_ \ `.trimEnd(),
        String.raw`  -H 'Content-Type: application/json' \ `.trimEnd(),
        `  -d '{"source":{"id":"101"},"type":"temperature",`,
        `       "time":"'$(date -u +%FT%TZ)'",`,
        `       "air":{"temperature":{"value":21.5,"unit":"°C"}}}'`,
      ].join('\n'),
    );
  });

  test('survives an address with a slash at its end and a secret with signs of the shell', () => {
    const credential = { tenant: 'o', userName: 'device_1', secret: "a'b $c" };
    const line = curlLine({ ...target, deviceUrl: 'https://core.lan:8443/', credential });
    expect(line).toContain('POST https://core.lan:8443/measurement/measurements \\\n');
    expect(line).toContain(String.raw`-u 'o/device_1:a'\''b $c'`);
  });
});
