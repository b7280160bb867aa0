import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSseParser, type SseFrame } from './sse-parser.ts';

function parse(...chunks: readonly (string | Uint8Array)[]): readonly SseFrame[] {
  const parser = createSseParser();
  return chunks.flatMap((chunk) => parser.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
}

test.each<[string, readonly Partial<SseFrame>[]]>([
  ['event: a\ndata: 1\n\n', [{ id: null, event: 'a', data: '1' }]],
  ['id: 7\nevent: a\ndata: 1\n\n', [{ id: '7', event: 'a', data: '1' }]],
  ['data: 1\n\n', [{ id: null, event: 'message', data: '1' }]],
  ['data:1\n\n', [{ data: '1' }]],
  ['data:  1\n\n', [{ data: ' 1' }]],
  ['data: 1\ndata: 2\n\n', [{ data: '1\n2' }]],
  ['data\n\n', [{ data: '' }]],
  [': heartbeat\n\n', []],
  [': heartbeat\nid: 9\n\n', [{ id: '9', data: null }]],
  ['retry: 1000\n\n', []],
  ['event: a\n\n', []],
  ['\n\n\n', []],
  ['data: 1\n', []],
  ['data: a\r\n\r\ndata: b\r\rdata: c\n\n', [{ data: 'a' }, { data: 'b' }, { data: 'c' }]],
  ['unknown: 1\ndata: 1\n\n', [{ data: '1' }]],
  ['data: a:b: c\n\n', [{ data: 'a:b: c' }]],
])('%j', (text, expected) => {
  expect(parse(text)).toEqual(expected.map((frame) => expect.objectContaining(frame)));
});

test('an id counts for its own frame only', () => {
  expect(parse('id: 1\ndata: a\n\ndata: b\n\n').map((frame) => frame.id)).toEqual(['1', null]);
});

test('a snapshot of many megabytes in small chunks is read in time that grows with its size, not with its square', () => {
  const chunk = new Uint8Array(16 * 1024).fill(0x78);
  const parser = createSseParser();
  parser.push(new TextEncoder().encode('data: '));
  const startedAt = performance.now();
  for (let count = 0; count < 2_048; count += 1) parser.push(chunk);
  const [frame] = parser.push(new TextEncoder().encode('\n\n'));
  expect(frame?.data).toHaveLength(32 * 1024 * 1024);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

const line = fc.oneof(
  fc
    .tuple(fc.constantFrom('data', 'event', 'id', 'retry', ''), fc.string({ unit: 'binary' }))
    .map(([name, text]) => `${name}: ${text.replace(/[\r\n\0]/g, '')}`),
  fc.constant(''),
);
const stream = fc.tuple(fc.array(line), fc.constantFrom('\n', '\r\n')).map(([lines, end]) => `${lines.join(end)}${end}${end}`);

test('it does not matter where the stream is cut, not even inside a character or a line end', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(200)), (text, cuts) => {
      const bytes = new TextEncoder().encode(text);
      const places = [...new Set([0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])].sort((left, right) => left - right);
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(parse(...chunks)).toEqual(parse(bytes));
    }),
  );
});

const data = fc.string({ unit: 'binary' }).map((text) => text.replace(/\r/g, '').toWellFormed());

test('whatever is framed comes out again', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ id: fc.nat(), data })), (sent) => {
      const text = sent.map(
        (frame) =>
          `id: ${frame.id}\nevent: x\n${frame.data
            .split('\n')
            .map((part) => `data: ${part}`)
            .join('\n')}\n\n`,
      );
      expect(parse(text.join(''))).toEqual(sent.map((frame) => ({ id: String(frame.id), event: 'x', data: frame.data })));
    }),
  );
});
