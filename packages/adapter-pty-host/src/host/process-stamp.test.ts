import { readProcessIdentity } from '@ao/adapter-kit';
import { expect, test } from 'vitest';
import { readProcessStamp } from './process-stamp.ts';

test('the host and the daemon tell a process by the same words', async () => {
  expect(readProcessStamp(process.pid)).toEqual(await readProcessIdentity(process.pid));
  expect(readProcessStamp(process.ppid)).toEqual(await readProcessIdentity(process.ppid));
});

test('a process that has ended is told by words that fit no other', () => {
  expect(readProcessStamp(2 ** 22 + 1).startTime).toBe('ended-before-seen');
});
