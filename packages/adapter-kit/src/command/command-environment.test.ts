import { expect, test } from 'vitest';
import { commandEnvironment } from './command-environment.ts';

test('changes replace, add, and take away; the given environment stays as it is', () => {
  const env = { KEPT: '1', CHANGED: 'old', REMOVED: 'x' };
  expect(commandEnvironment(env, { CHANGED: 'new', ADDED: '', REMOVED: null, NEVER_THERE: null })).toEqual({
    KEPT: '1',
    CHANGED: 'new',
    ADDED: '',
  });
  expect(env).toEqual({ KEPT: '1', CHANGED: 'old', REMOVED: 'x' });
});
