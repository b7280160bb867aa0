import { expect, test } from 'vitest';
import { sampleEvent } from '../__fixtures__/sample-records.ts';
import { eventFrame, heartbeatFrame, PREAMBLE_FRAME } from './event-frame.ts';
import { createFrameCache } from './frame-cache.ts';

test('a frame is named like the type of its data', () => {
  expect(eventFrame({ type: 'session.status', status: 'idle' }).toString()).toBe(
    'event: session.status\ndata: {"type":"session.status","status":"idle"}\n\n',
  );
  expect(eventFrame({ type: 'x' }, 7).toString()).toBe('id: 7\nevent: x\ndata: {"type":"x"}\n\n');
});

test.each(['a\nb', 'a\r\nevent: forged', 'a\n\ndata: forged', '\u2028\u2029', 'größe'])(
  'text in it (%j) cannot break out of it',
  (text) => {
    const lines = eventFrame({ type: 'x', text }).toString().split('\n');
    expect(lines).toHaveLength(4);
    expect(JSON.parse(lines[1]?.slice('data: '.length) ?? '')).toEqual({ type: 'x', text });
  },
);

test('heartbeats are comments, and may move the cursor', () => {
  expect(heartbeatFrame(null).toString()).toBe(': heartbeat\n\n');
  expect(heartbeatFrame(9).toString()).toBe(': heartbeat\nid: 9\n\n');
  expect(PREAMBLE_FRAME.toString()).toBe('retry: 1000\n\n');
});

test('an event is encoded once while it is new, and again when it has long been forgotten', () => {
  const frameOf = createFrameCache();
  const event = sampleEvent(1);
  const frame = frameOf(event);
  expect(frameOf(event)).toBe(frame);
  for (let sequence = 2; sequence <= 100; sequence += 1) frameOf(sampleEvent(sequence));
  expect(frameOf(event)).not.toBe(frame);
  expect(frameOf(event)).toEqual(frame);
});

test('events are told apart by what they are, not by their number', () => {
  const frameOf = createFrameCache();
  expect(frameOf(sampleEvent(1, 'shop-1'))).not.toEqual(frameOf(sampleEvent(1, 'shop-2')));
});
