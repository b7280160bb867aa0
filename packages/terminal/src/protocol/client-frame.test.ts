import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClientFrame } from './client-frame.ts';

test.each([
  '{"type":"open","stream":1,"session":"shop-1","mode":"control","size":{"columns":80,"rows":24},"resumeFrom":7,"takeover":true}',
  '{"type":"resize","stream":1,"size":{"columns":1,"rows":1000}}',
  '{"type":"credit","stream":1,"bytes":1}',
  '{"type":"control","stream":65535}',
  '{"type":"ping"}',
])('%s is understood', (text) => {
  expect(parseClientFrame(text)).toEqual(JSON.parse(text));
});

test.each([
  'no json',
  '[]',
  '{"type":"fly"}',
  '{"type":"open","stream":0,"session":"shop-1","mode":"control"}',
  '{"type":"open","stream":1,"session":"shop-1","mode":"root"}',
  '{"type":"resize","stream":1,"size":{"columns":0,"rows":24}}',
  '{"type":"resize","stream":1,"size":{"columns":80,"rows":24},"extra":1}',
  '{"type":"credit","stream":1,"bytes":-5}',
  `{"type":"ping","id":"${'x'.repeat(20_000)}"}`,
])('%s is refused', (text) => {
  expect(parseClientFrame(text)).toBeNull();
});

test('no text makes the parser throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseClientFrame(text)));
});
