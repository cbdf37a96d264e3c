import { describe, expect, it } from 'vitest';

import { mayOpenExternally } from './external-links.ts';

describe('mayOpenExternally', () => {
  it.each(['https://cumulocity.com/api/core/', 'https://www.cumulocity.com/?a=b#c', 'mailto:help@cumulocity.com'])('allows %s', (url) => {
    expect(mayOpenExternally(url)).toBe(true);
  });

  it.each([
    ['plain http', 'http://cumulocity.com/'],
    ['another host', 'https://example.com/'],
    ['a host that only begins alike', 'https://cumulocity.com.example.com/'],
    ['a host that only ends alike', 'https://evilcumulocity.com/'],
    ['user and password', 'https://cumulocity.com@example.com/'],
    ['a user on an allowed host', 'https://a:b@cumulocity.com/'],
    ['another port', 'https://cumulocity.com:8443/'],
    ['look-alike letters', 'https://cumulоcity.com/'],
    ['a UNC path', '\\\\server\\share\\a.exe'],
    ['slashes for a UNC path', '//server/share/a.exe'],
    ['backslashes in an address', 'https:\\\\cumulocity.com\\'],
    ['file:', 'file:///C:/Windows/System32/calc.exe'],
    ['smb:', 'smb://server/share'],
    ['ms-settings:', 'ms-settings:privacy'],
    ['search-ms:', 'search-ms:query=a'],
    ['javascript:', 'javascript:alert(1)'],
    ['data:', 'data:text/html,a'],
    ['vbscript:', 'vbscript:a'],
    ['a newline', 'https://cumulocity.com/\nhttps://example.com/'],
    ['a leading space', ' https://cumulocity.com/'],
    ['a tab', 'https://cumulocity.com/\ta'],
    ['NUL', 'https://cumulocity.com/\0'],
    ['over 2,000 characters', `https://cumulocity.com/${'a'.repeat(2_000)}`],
    ['mail to another host', 'mailto:a@example.com'],
    ['mail with header fields', 'mailto:a@cumulocity.com?attach=/etc/passwd'],
    ['mail to two', 'mailto:a@cumulocity.com,b@example.com'],
    ['mail with an encoded second address', 'mailto:a@cumulocity.com%2Cb@example.com'],
    ['no scheme', 'cumulocity.com'],
    ['nothing', ''],
  ])('refuses %s', (_words, url) => {
    expect(mayOpenExternally(url)).toBe(false);
  });
});
