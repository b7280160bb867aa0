import { describe, expect, test } from 'vitest';
import { parseSpawnRequest } from './spawn-input.ts';

describe('a request for a session', () => {
  test('becomes a command in which everything not given is null', () => {
    expect(parseSpawnRequest({ projectId: 'shop' })).toEqual({
      projectId: 'shop',
      kind: 'worker',
      agent: null,
      runtime: null,
      permissionMode: null,
      model: null,
      command: null,
      issueId: null,
      spawnedBy: null,
      prompt: null,
      displayName: null,
      branch: null,
      base: null,
      size: null,
      queue: true,
      idempotency: null,
    });
  });

  test('is cleaned', () => {
    const command = parseSpawnRequest({
      projectId: 'shop',
      prompt: 'Fix\r\nit \u001b[31mnow\u0007',
      displayName: ' two\nlines ',
      branch: ' feature/x ',
      base: '',
    });
    expect(command).toMatchObject({ prompt: 'Fix\nit now', displayName: 'two lines', branch: 'feature/x', base: null });
  });

  test('with nothing visible in its prompt has no prompt', () => {
    expect(parseSpawnRequest({ projectId: 'shop', prompt: ' \u0000\n' }).prompt).toBeNull();
  });

  test.each([
    [{ projectId: 'Shop!' }, 'INVALID_PROJECT_ID'],
    [{ prompt: 'x'.repeat(1024 * 1024 + 1) }, 'PROMPT_TOO_LONG'],
    [{ permissionMode: 'yolo' }, 'PERMISSION_MODE_UNSUPPORTED'],
    [{ branch: '--force' }, 'INVALID_REQUEST'],
    [{ base: '-x' }, 'INVALID_REQUEST'],
    [{ model: '--dangerously' }, 'INVALID_REQUEST'],
    [{ displayName: 'x'.repeat(201) }, 'INVALID_REQUEST'],
    [{ kind: 'boss' as 'worker' }, 'INVALID_REQUEST'],
    [{ command: [] }, 'INVALID_REQUEST'],
    [{ command: [''] }, 'INVALID_REQUEST'],
    [{ command: ['vim', 'a\u0000b'] }, 'INVALID_REQUEST'],
    [{ size: { columns: 0, rows: 40 } }, 'INVALID_REQUEST'],
    [{ size: { columns: 80, rows: 1.5 } }, 'INVALID_REQUEST'],
    [{ idempotencyKey: 'with space' }, 'INVALID_REQUEST'],
    [{ idempotencyKey: '' }, 'INVALID_REQUEST'],
  ])('%# is refused with its code', (changes, code) => {
    expect(() => parseSpawnRequest({ projectId: 'shop', ...changes })).toThrow(expect.objectContaining({ code }));
  });

  test('names every field that is wrong at once', () => {
    const request = { projectId: 'shop', branch: '-a', base: '-b' };
    expect(() => parseSpawnRequest(request)).toThrow(
      expect.objectContaining({
        details: { issues: [expect.objectContaining({ path: 'branch' }), expect.objectContaining({ path: 'base' })] },
      }),
    );
  });
});
