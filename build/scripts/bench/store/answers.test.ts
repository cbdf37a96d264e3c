import fc from 'fast-check';
import { expect, test } from 'vitest';

import { HttpAnswers, PostgresAnswers, type Answer, type AnswerReader } from './answers.ts';

const answers = {
  length: 'HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello',
  none: 'HTTP/1.1 204 No Content\r\nX: y\r\n\r\n',
  chunked: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  refused: 'HTTP/1.1 429 Too Many Requests\r\ncontent-length: 4\r\n\r\nwait',
};

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}

const rows = Buffer.concat([message('T', 'a column'), ...Array.from({ length: 40 }, () => message('D', 'Z'.repeat(90))), message('C', 'SELECT 40'), message('Z', 'I')]);
const failed = Buffer.concat([message('E', 'no such table'), message('Z', 'E')]);

/** Feed bytes cut anywhere; the answer must come with the last piece and not before. */
function fedInPieces(reader: AnswerReader, bytes: Buffer, cuts: readonly number[]): Answer[] {
  const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  const pieces = [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length)).filter((piece) => piece.length > 0);
  return pieces.flatMap((piece) => reader.feed(piece) ?? []);
}

test('an answer is whole at its last byte, however it is cut, and the next one begins after it', () => {
  const http = fc.constantFrom(...Object.values(answers).map((text) => ({ make: () => new HttpAnswers(), bytes: Buffer.from(text), ok: !text.includes('429') })));
  const postgres = fc.constantFrom(...[rows, failed].map((bytes) => ({ make: () => new PostgresAnswers(), bytes, ok: bytes === rows })));
  fc.assert(
    fc.property(fc.oneof(http, postgres), fc.array(fc.nat()), ({ make, bytes, ok }, cuts) => {
      const reader = make();
      for (let turn = 0; turn < 2; turn += 1) {
        expect(fedInPieces(reader, bytes, cuts).map((answer) => [answer.ok, answer.bytes])).toEqual([[ok, bytes.length]]);
      }
    }),
  );
});

test('a refusal is told in its own words', () => {
  expect(new HttpAnswers().feed(Buffer.from(answers.refused))?.text).toContain('wait');
  expect(new PostgresAnswers().feed(failed)?.text).toContain('no such table');
});
