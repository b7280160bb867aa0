import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchForInterruption } from './interruption.ts';

type Target = Parameters<typeof watchForInterruption>[0] & EventEmitter;

const createTarget = (): Target => Object.assign(new EventEmitter(), { exitCode: undefined }) as unknown as Target;

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('%s ends the command with the code a shell expects', (name, exitCode) => {
  const target = createTarget();
  const { signal } = watchForInterruption(target);
  expect(signal.aborted).toBe(false);
  target.emit(name, name);
  expect(signal.aborted).toBe(true);
  expect(target.exitCode).toBe(exitCode);
});

test('a second one, and one after the command is done, is left to the platform, which ends the process', () => {
  const target = createTarget();
  const first = watchForInterruption(target);
  target.emit('SIGINT', 'SIGINT');
  expect(target.listenerCount('SIGINT')).toBe(0);
  expect(target.listenerCount('SIGTERM')).toBe(0);
  first.release();
  const second = watchForInterruption(target);
  second.release();
  expect(target.listenerCount('SIGINT')).toBe(0);
});
