import fc from 'fast-check';
import { crc32, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { registerDevice, type RegisteredDevice } from '../../testing/registered-device.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';
import { workbookType } from './workbook.ts';

const path = '/measurement/measurements';
const collectionType = { 'content-type': 'application/vnd.com.nsn.cumulocity.measurementCollection+json;charset=UTF-8;ver=0.9;' };

/** The files of a ZIP, by the directory at its end; each checked against its sum. */
function unzipped(bytes: Buffer): Map<string, string> {
  const end = bytes.length - 22;
  const files = new Map<string, string>();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [sum, packed, nameLength, start] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const from = start + 30 + bytes.readUInt16LE(start + 26);
    const content = inflateRawSync(bytes.subarray(from, from + packed));
    expect(crc32(content)).toBe(sum);
    files.set(name, content.toString('utf8'));
    at += 46 + nameLength;
  }
  return files;
}

interface Wire {
  id: string;
  self: string;
  time: string;
  type: string;
  source: { id: string };
  [fragment: string]: unknown;
}

let platform: TestPlatform;
let device: string;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());

function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 19, 12, minute)).toISOString();
}

function reading(minute: number, value: number, type = 't', fragment = 'c8y_Temp') {
  return { source: { id: device }, time: at(minute), type, [fragment]: { T: { value, unit: 'C' } } };
}

async function list(query: string): Promise<Wire[]> {
  const { status, body } = await platform.admin.get(`${path}?source=${device}&${query}`);
  expect(status).toBe(200);
  return (body as { measurements: Wire[] }).measurements;
}

async function values(query: string): Promise<number[]> {
  return (await list(query)).map((wire) => (wire['c8y_Temp'] as { T: { value: number } }).T.value);
}

describe('recording', () => {
  beforeAll(async () => {
    device = await addDevice(platform);
  });

  test('a measurement comes back as it was posted', async () => {
    const posted = { ...reading(1, -21.9), c8y_Marker: {}, note: 'probe 2' };
    const { status, body, headers } = await platform.admin.post(path, posted, { accept: 'application/json' });
    expect(status).toBe(201);
    const wire = body as Wire;
    expect(headers.get('location')).toBe(wire.self);
    const read = await platform.admin.get(`${path}/${wire.id}`);
    expect(read.body).toEqual(wire);
    expect(wire).toMatchObject({ ...posted, id: expect.stringMatching(/^\d+$/), source: { id: device } });
  });

  test('without Accept the answer is empty and names the id in Location', async () => {
    const { hostname, port } = new URL(platform.platform.urls.device);
    const { request } = await import('node:http');
    const answer = await new Promise<{ status: number; text: string; location: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from('main/admin:correct horse battery staple').toString('base64')}` };
      const sent = request({ hostname, port, path, method: 'POST', headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, location: String(response.headers.location) }));
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(reading(2, 1)));
    });
    expect(answer).toMatchObject({ status: 201, text: '', location: expect.stringMatching(/\/measurement\/measurements\/\d+$/) });
  });

  test('a collection is answered in order, and stands or falls as a whole', async () => {
    const measurements = [3, 4, 5].map((minute) => reading(minute, minute));
    const stored = await platform.admin.post(path, { measurements }, { ...collectionType, accept: 'application/json' });
    expect(stored.status).toBe(201);
    expect((stored.body as { measurements: Wire[] }).measurements.map(({ time }) => time)).toEqual([at(3), at(4), at(5)]);
    const before = await values('pageSize=2000');
    const half = await platform.admin.post(path, { measurements: [reading(6, 6), { ...reading(7, 7), source: { id: '999999' } }] }, collectionType);
    expect(half.status).toBe(404);
    expect(await values('pageSize=2000')).toEqual(before);
  });

  test('equal times and equal values are all kept, with ids of their own, beyond the derived ordinals too', async () => {
    const measurements = Array.from({ length: 20 }, (_, index) => reading(30, index % 2));
    const { body } = await platform.admin.post(path, { measurements }, { ...collectionType, accept: 'application/json' });
    const ids = (body as { measurements: Wire[] }).measurements.map(({ id }) => id);
    expect(new Set(ids).size).toBe(20);
    expect(await values(`dateFrom=${at(30)}&dateTo=${at(31)}&pageSize=100`)).toEqual(measurements.map((_, index) => index % 2));
    for (const id of ids) expect((await platform.admin.get(`${path}/${id}`)).body).toMatchObject({ id, time: at(30) });
  });

  test('a repeat with the same Idempotency-Key stores nothing and answers the first ids', async () => {
    const headers = { 'idempotency-key': 'key-1', accept: 'application/json' };
    const first = await platform.admin.post(path, reading(40, 1), headers);
    const again = await platform.admin.post(path, reading(40, 1), headers);
    expect((again.body as Wire).id).toBe((first.body as Wire).id);
    expect(await values(`dateFrom=${at(40)}&dateTo=${at(41)}`)).toEqual([1]);
    const other = await platform.admin.post(path, { measurements: [reading(41, 1), reading(42, 1)] }, { ...headers, ...collectionType });
    expect(other.status).toBe(409);
  });
});

describe('reading', () => {
  beforeAll(async () => {
    device = await addDevice(platform);
    const measurements = [
      ...Array.from({ length: 12 }, (_, minute) => reading(minute, minute)),
      reading(20, 20, 'other'),
      { source: { id: device }, time: at(21), type: 't', c8y_Other: { x: { value: 1 } } },
    ];
    await platform.admin.post(path, { measurements }, collectionType);
  });

  test('oldest first, five a page, with next until the end', async () => {
    const { body } = await platform.admin.get(`${path}?source=${device}`);
    const page = body as { measurements: Wire[]; next: string; statistics: unknown; prev?: string };
    expect(page.measurements.map(({ time }) => time)).toEqual([0, 1, 2, 3, 4].map(at));
    expect(page.statistics).toEqual({ currentPage: 1, pageSize: 5 });
    expect(page.prev).toBeUndefined();
    const seen: string[] = [];
    for (let next: string | undefined = page.next; next; ) {
      const { pathname, search } = new URL(next);
      const following = (await platform.admin.get(pathname + search)).body as typeof page;
      seen.push(...following.measurements.map(({ time }) => time));
      next = following.next;
    }
    expect(seen).toEqual([5, 6, 7, 8, 9, 10, 11, 20, 21].map(at));
  });

  test('the latest value is dateFrom, dateTo, revert, pageSize=1', async () => {
    expect((await list(`dateFrom=1970-01-01&dateTo=2099-01-01&revert=true&pageSize=1`))[0]?.time).toBe(at(21));
  });

  test.each([
    ['type=other', [20]],
    ['valueFragmentType=c8y_Other', [21]],
    ['fragmentType=c8y_Other', [21]],
    ['valueFragmentType=c8y_Temp&valueFragmentSeries=T&type=other', [20]],
    ['valueFragmentSeries=nothing', []],
    ['dateFrom=2026-11-19T14:10:00%2B02:00&dateTo=2026-11-19T12:12:00Z', [10, 11]],
    ['dateFrom=2027-01-01', []],
  ])('%s', async (query, minutes) => {
    expect((await list(`${query}&pageSize=100`)).map(({ time }) => time)).toEqual(minutes.map(at));
  });

  test('totals on request', async () => {
    const { body } = await platform.admin.get(`${path}?source=${device}&pageSize=5&withTotalPages=true&withTotalElements=true`);
    expect((body as { statistics: unknown }).statistics).toEqual({ currentPage: 1, pageSize: 5, totalPages: 3, totalElements: 14 });
  });

  test('delete by filter, delete one, and the latest value afterwards', async () => {
    expect((await platform.admin.delete(`${path}?source=${device}&type=other`)).status).toBe(204);
    expect(await list('type=other')).toEqual([]);
    const [last] = await list('revert=true&pageSize=1');
    expect((await platform.admin.delete(`${path}/${last?.id}`)).status).toBe(204);
    expect((await platform.admin.get(`${path}/${last?.id}`)).status).toBe(404);
    expect(await values('pageSize=100')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

test('deletion without a source reaches all that may be touched, a device its own alone, and never everything by mistake', async () => {
  const [one, two] = [await registerDevice(platform, 'one'), await registerDevice(platform, 'two')];
  const measure = ({ client, id }: RegisteredDevice, type: string) => client.post(path, { source: { id }, type, time: at(1), f: { s: { value: 1 } } });
  for (const owner of [one, two]) for (const type of ['kept', 'gone']) await measure(owner, type);
  const left = async ({ id }: RegisteredDevice) => ((await platform.admin.get(`${path}?source=${id}`)).body as { measurements: Wire[] }).measurements.map(({ type }) => type);
  for (const query of ['', '?typo=gone', '?pageSize=5']) expect((await platform.admin.delete(`${path}${query}`)).status).toBe(422);
  expect((await one.client.delete(`${path}?type=gone`)).status).toBe(204);
  expect([await left(one), await left(two)]).toEqual([['kept'], ['kept', 'gone']]);
  expect((await platform.admin.delete(`${path}?type=gone&dateTo=2027-01-01`)).status).toBe(204);
  expect([await left(one), await left(two)]).toEqual([['kept'], ['kept']]);
});

describe('bad input', () => {
  beforeAll(async () => {
    device = await addDevice(platform);
  });

  test.each([
    ['no JSON', '{"a":', 400, {}],
    ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 400, {}],
    ['too deep', '['.repeat(100) + ']'.repeat(100), 400, {}],
    ['a prototype', '{"__proto__":{"a":1}}', 400, {}],
    ['an empty body', '', 422, {}],
    ['no measurement', {}, 422, {}],
    ['a form', 'a=b', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['gzip', '{}', 415, { 'content-encoding': 'gzip' }],
    ['an empty collection', { measurements: [] }, 422, collectionType],
    ['a number too large for JSON', `{"source":{"id":"1"},"time":"2026-01-01T00:00:00Z","type":"t","a":{"b":{"value":1e400}}}`, 422, {}],
  ])('%s', async (_name, body, status, headers) => {
    const answer = await platform.admin.send('POST', path, body, { 'content-type': 'application/json', ...headers });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: expect.stringContaining('/'), message: expect.any(String), info: expect.any(String) });
    expect(answer.headers.get('content-type')).toContain('error+json');
  });

  test.each([
    ['dateFrom=yesterday', 422],
    ['pageSize=0', 422],
    ['pageSize=x', 422],
    ['currentPage=-1', 422],
    ['source=abc', 422],
    ['source=99999999', 404],
    ['revert=perhaps', 422],
  ])('GET ?%s is %i', async (query, status) => {
    expect((await platform.admin.get(`${path}?${query}`)).status).toBe(status);
  });

  test('PUT is not possible, an unknown address is not there', async () => {
    expect((await platform.admin.put(`${path}/1`, {})).status).toBe(405);
    expect((await platform.admin.get('/measurement/nothing')).status).toBe(404);
    expect((await platform.admin.get(`${path}/notanid`)).status).toBe(404);
  });

  test('whatever is posted, it is never a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('source', 'time', 'type', 'measurements', 'a'), fc.jsonValue())), async (body) => {
        const { status } = await platform.admin.post(path, body);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});

test('trailing and double slashes, HEAD and X-HTTP-METHOD work', async () => {
  device = await addDevice(platform);
  expect((await platform.admin.post(`//measurement/measurements/`, reading(1, 1))).status).toBe(201);
  expect((await platform.admin.send('HEAD', path)).status).toBe(200);
  const [stored] = await list('pageSize=1');
  expect((await platform.admin.send('POST', `${path}/${stored?.id}`, undefined, { 'x-http-method': 'DELETE' })).status).toBe(204);
});

test('numbers are taken as ids', async () => {
  device = await addDevice(platform);
  expect((await platform.admin.post(path, { ...reading(1, 1), source: { id: Number(device) } })).status).toBe(201);
});

describe('as a table', () => {
  const csv = (query: string) => platform.admin.send('GET', `/measurement/measurements?${query}`, undefined, { accept: 'text/csv' });

  test('has a line for each value, whole, without formulas', async () => {
    const source = await addDevice(platform, '=HYPERLINK("x")');
    const measure = (time: string, value: number) => platform.admin.post('/measurement/measurements', { source: { id: source }, type: 't', time, c8y_Temp: { T: { value, unit: '°C' }, U: { value: 1 } } });
    for (let minute = 10; minute < 20; minute += 1) await measure(`2026-11-20T12:${minute}:00Z`, minute + 0.5);
    const { status, headers, body } = await csv(`source=${source}&dateFrom=2026-11-20&dateTo=2026-11-21`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv;charset=UTF-8']);
    const lines = (body as string).split('\r\n');
    expect(lines.slice(0, 3)).toEqual([
      'time,source,device_name,fragment.series,value,unit',
      `2026-11-20T12:10:00.000Z,${source},"'=HYPERLINK(""x"")",c8y_Temp.T,10.5,°C`,
      `2026-11-20T12:10:00.000Z,${source},"'=HYPERLINK(""x"")",c8y_Temp.U,1,`,
    ]);
    expect(lines).toHaveLength(1 + 20 + 1);
  });

  test('is a workbook for a spreadsheet, its texts no formulas', async () => {
    const source = await addDevice(platform, '=1+1 <&>');
    await platform.admin.post(path, { source: { id: source }, type: 't', time: at(1), c8y_Temp: { T: { value: -1.5, unit: '\u0001°C' } } });
    const url = `${platform.platform.urls.device}${path}?source=${source}`;
    const answer = await fetch(url, { headers: { authorization: platform.admin.authorization, accept: workbookType } });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, workbookType, expect.stringContaining('measurements.xlsx')]);
    const files = unzipped(Buffer.from(await answer.arrayBuffer()));
    expect([...files.keys()].sort()).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet.match(/<row>/g)).toHaveLength(2);
    expect(sheet).toContain('<c t="inlineStr"><is><t xml:space="preserve">=1+1 &lt;&amp;&gt;</t></is></c>');
    expect(sheet).toContain('<c><v>-1.5</v></c><c t="inlineStr"><is><t xml:space="preserve">°C</t></is></c></row>');
  });

  test('is a page where one is asked for, and nothing of what is not the caller’s', async () => {
    const source = await addDevice(platform);
    for (const second of [1, 2, 3]) await platform.admin.post('/measurement/measurements', { source: { id: source }, type: 't', time: `2026-11-20T12:00:0${second}Z`, f: { s: { value: second } } });
    const { body } = await csv(`source=${source}&pageSize=1&revert=true`);
    expect((body as string).trim().split('\r\n').slice(1)).toEqual([expect.stringMatching(/12:00:03\.000Z,.*,f\.s,3,$/)]);
    expect((await csv('source=999999')).status).toBe(404);
    const json = await platform.admin.send('GET', `/measurement/measurements?source=${source}`, undefined, { accept: 'application/json, text/csv' });
    expect(json.headers.get('content-type')).toMatch(/json/);
  });
});
