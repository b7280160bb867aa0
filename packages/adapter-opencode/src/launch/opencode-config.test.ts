import { describe, expect, test } from 'vitest';
import { configContent } from './opencode-config.ts';

const NOTHING = { instructionsPath: null, permission: null };
const PATH = '/home/me/sessions/shop-1/opencode-system-prompt.md';

const merged = (existing: string | undefined, additions: Partial<typeof NOTHING> | object = {}) => {
  const text = configContent(existing, { ...NOTHING, ...additions });
  return text === null ? null : (JSON.parse(text) as unknown);
};

describe('with nothing to add', () => {
  test.each([undefined, '', '{"model":"a/b"}', '// a comment\n{}', 'broken'])('%j stays as it is', (existing) => {
    expect(merged(existing)).toBeNull();
  });

  test('instructions an agent above has left are taken out', () => {
    const existing = JSON.stringify({ instructions: ['/x/opencode-system-prompt.md', 'mine.md'], model: 'a/b' });
    expect(merged(existing)).toEqual({ instructions: ['mine.md'], model: 'a/b' });
  });
});

test('a system prompt joins the instructions that are there', () => {
  expect(merged(undefined, { instructionsPath: PATH })).toEqual({ instructions: [PATH] });
  expect(merged('{"instructions":["mine.md"],"theme":"x"}', { instructionsPath: PATH })).toEqual({
    instructions: ['mine.md', PATH],
    theme: 'x',
  });
});

test.each([
  ['nothing', '{}', { edit: 'allow' }],
  ['one word for everything', '{"permission":"ask"}', { '*': 'ask', edit: 'allow' }],
  ['rules', '{"permission":{"bash":"ask","edit":"deny"}}', { bash: 'ask', edit: 'allow' }],
])('over %s, permissions are laid without loosening the rest', (_what, existing, permission) => {
  expect(merged(existing, { permission: { edit: 'allow' } })).toEqual({ permission });
});

test.each(['{ // why\n}', '[]', '{"instructions":"no list"}', 'null'])('%j cannot be added to, and is not replaced', (existing) => {
  expect(() => configContent(existing, { ...NOTHING, instructionsPath: PATH })).toThrow(
    expect.objectContaining({ code: 'AGENT_LAUNCH_FAILED', message: expect.stringContaining('OPENCODE_CONFIG_CONTENT') }),
  );
});
