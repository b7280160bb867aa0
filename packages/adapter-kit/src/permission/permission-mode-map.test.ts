import { expect, test } from 'vitest';
import { mapPermissionMode, permissionModesOf } from './permission-mode-map.ts';

const map = { 'accept-edits': 'acceptEdits', default: 'manual' };

test('a mode the agent has is mapped, and the modes come in the usual order', () => {
  expect(mapPermissionMode('accept-edits', map, 'Mine')).toBe('acceptEdits');
  expect(permissionModesOf(map)).toEqual(['default', 'accept-edits']);
});

test('a mode it has not is refused, never replaced', () => {
  expect(() => mapPermissionMode('bypass-permissions', map, 'Mine')).toThrow(
    expect.objectContaining({
      code: 'PERMISSION_MODE_UNSUPPORTED',
      details: { mode: 'bypass-permissions', supported: ['default', 'accept-edits'] },
    }),
  );
});
