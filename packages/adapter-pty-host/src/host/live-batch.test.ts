import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveBatch } from './live-batch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recordingBatch() {
  const sent: string[] = [];
  const batch = createLiveBatch((parts, length) => {
    const joined = Buffer.concat(parts);
    expect(joined.length).toBe(length);
    sent.push(joined.length > 20 ? String(joined.length) : joined.toString());
  });
  return { batch, sent };
}

test('the first output after a pause goes at once, what follows it is joined', async () => {
  const { batch, sent } = recordingBatch();
  batch.push(Buffer.from('a'));
  expect(sent).toEqual(['a']);
  batch.push(Buffer.from('b'));
  batch.push(Buffer.from('c'));
  expect(sent).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(2);
  expect(sent).toEqual(['a', 'bc']);
  await vi.advanceTimersByTimeAsync(10);
  batch.push(Buffer.from('d'));
  expect(sent).toEqual(['a', 'bc', 'd']);
});

test('much output does not wait for the end of the interval', () => {
  const { batch, sent } = recordingBatch();
  batch.push(Buffer.from('a'));
  batch.push(Buffer.alloc(40_000));
  batch.push(Buffer.alloc(40_000));
  expect(sent).toEqual(['a', '80000']);
});

test('flushing passes on what has gathered, once', async () => {
  const { batch, sent } = recordingBatch();
  batch.push(Buffer.from('a'));
  batch.push(Buffer.from('b'));
  batch.flush();
  batch.flush();
  await vi.advanceTimersByTimeAsync(10);
  expect(sent).toEqual(['a', 'b']);
});
