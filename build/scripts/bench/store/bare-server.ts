/** The bound: Node's own HTTP server that reads a body, parses it, checks it as any store must, and keeps nothing. */
import { createServer } from 'node:http';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const platformKeys = new Set(['id', 'self', 'source', 'time', 'type']);

function areSamples(fragment: unknown): boolean {
  if (!isObject(fragment)) return false;
  return Object.values(fragment).every((sample) => isObject(sample) && Number.isFinite(sample['value']) && typeof sample['unit'] === 'string');
}

function isMeasurement(value: unknown): boolean {
  if (!isObject(value) || !isObject(value['source']) || typeof value['type'] !== 'string') return false;
  if (!/^\d+$/.test(String(value['source']['id'])) || !Number.isFinite(Date.parse(String(value['time'])))) return false;
  return Object.entries(value).every(([name, fragment]) => platformKeys.has(name) || areSamples(fragment));
}

function isGood(body: unknown): boolean {
  const list = isObject(body) && Array.isArray(body['measurements']) ? body['measurements'] : [body];
  return list.every(isMeasurement);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const good = isGood(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    response.writeHead(good ? 201 : 422, { 'content-length': 0 }).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : ''}\n`);
});
