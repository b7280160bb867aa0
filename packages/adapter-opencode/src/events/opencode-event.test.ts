import { anything, assert, constantFrom, oneof, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { readOpencodeEvent } from './opencode-event.ts';

test.each<[string, string]>([
  ['as it is sent', '{"id":"evt_1","type":"permission.replied","properties":{"requestID":"per_1","sessionID":"ses_1"}}'],
  ['without an id', '{"type":"permission.replied","properties":{"requestID":"per_1","sessionID":"ses_1"}}'],
  ['in another order', '{"properties":{"requestID":"per_1","sessionID":"ses_1","x":{"type":"plugin.added"}},"type":"permission.replied"}'],
  ['with more in it', '{"type":"permission.replied","properties":{"requestID":"per_1","sessionID":"ses_1","new":[1]},"also":true}'],
])('an event %s', (_what, data) => {
  expect(readOpencodeEvent(data)).toMatchObject({ type: 'permission.replied', properties: { sessionID: 'ses_1' } });
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"type":"permission.replied"}',
  '{"type":"session.status","properties":{"sessionID":"s","status":{"type":"new"}}}',
  '{"type":"unheard.of","properties":{}}',
])('%j tells nothing', (data) => {
  expect(readOpencodeEvent(data)).toBeNull();
});

test('what is no event is not even parsed: hundreds of them at every start cost nothing', () => {
  const data = `{"id":"evt_1","type":"plugin.added","properties":{"text":"${'x'.repeat(1_000_000)}`;
  const begun = performance.now();
  for (let count = 0; count < 1_000; count += 1) readOpencodeEvent(data);
  expect(performance.now() - begun).toBeLessThan(500);
});

test('no data makes it throw', () => {
  const type = constantFrom(
    'session.created',
    'session.error',
    'message.updated',
    'permission.asked',
    'question.asked',
    'server.heartbeat',
  );
  const anyData = oneof(
    string(),
    record({ type, properties: anything() }).map((value) => JSON.stringify(value) ?? ''),
  );
  assert(
    property(anyData, (data) => {
      const event = readOpencodeEvent(data);
      expect(event === null || typeof event.type === 'string').toBe(true);
    }),
  );
});
