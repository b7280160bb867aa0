import type { RuntimeV1, ToolCheck } from '@ao/ports';
import { expect, test } from 'vitest';
import { runtimeCheck } from './runtime-check.ts';

const missing: ToolCheck = {
  level: 'failed',
  summary: 'tmux was not found.',
  path: null,
  version: null,
  remedy: 'Install tmux.',
  code: 'RUNTIME_UNAVAILABLE',
};

function checked(found: ToolCheck, user: string | null) {
  const runtime = { name: 'tmux', check: () => Promise.resolve(found) } as Partial<RuntimeV1> as RuntimeV1;
  return runtimeCheck(runtime, () => user).run(AbortSignal.timeout(1000));
}

test('a runtime nobody uses may be missing', async () => {
  const report = await checked(missing, null);
  expect(report).toMatchObject({ level: 'ok', remedy: null, code: null });
  expect(report.summary).toBe('tmux was not found. Nothing uses it; it is only needed for `--runtime tmux`.');
});

test('a runtime that somebody uses must be there, and the check says who', async () => {
  const report = await checked(missing, 'the project shop');
  expect(report).toMatchObject({ level: 'failed', remedy: 'Install tmux.', code: 'RUNTIME_UNAVAILABLE' });
  expect(report.summary).toBe('tmux was not found. It is used by the project shop.');
});

test('what works is told as it is', async () => {
  const fine: ToolCheck = { ...missing, level: 'ok', summary: 'tmux 3.4.', remedy: null, code: null };
  expect(await checked(fine, null)).toEqual(fine);
});
