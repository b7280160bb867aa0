import type { Explanation } from '@ao/client';
import { expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { renderExplanation } from './explanation.ts';

const plain = (_tone: unknown, text: string): string => text;

function explanation(change: Partial<Explanation> = {}): Explanation {
  return { session: sampleSession(), evidence: [], screen: null, operations: [], messages: [], ...change };
}

const unknown = sampleSession({
  status: 'unknown',
  reason: { rule: 'no_signal', text: 'It has said nothing for 31 s.', facts: [], nextStep: 'Attach with `ao attach shop-1`.' },
});

test('the sentence first, the evidence with source and age, the screen set off, the next step last', () => {
  const text = renderExplanation(
    explanation({
      session: unknown,
      evidence: [
        { name: 'process', value: 'running, pid 7', source: 'process', at: 1, ageMs: 120_000 },
        { name: 'own notes', value: 'idle (status file: idle)', source: 'status_file', at: 1, ageMs: 2_000 },
        { name: 'signals', value: 'none received', source: 'hook', at: null, ageMs: null },
        { name: 'process now', value: 'alive, pid 7', source: 'pty-host', at: 1, ageMs: 0 },
      ],
      screen: { state: 'unreadable', text: 'Do you trust the files?\n> Yes' },
    }),
    plain,
  );
  expect(text.split('\n')).toEqual([
    'shop-1 is unknown, because: It has said nothing for 31 s.',
    '  process      running, pid 7 (2m ago)',
    '  own notes    idle (status file: idle) (2s ago)',
    '  signals      none received (hook)',
    '  process now  alive, pid 7 (pty-host, now)',
    '  its screen',
    '  │ Do you trust the files?',
    '  │ > Yes',
    'Attach with `ao attach shop-1`.',
  ]);
});

test.each(['working', 'idle', 'terminated'] as const)('a session that is %s needs no picture of its screen', (status) => {
  const text = renderExplanation(
    explanation({ session: sampleSession({ status }), screen: { state: 'composer', text: 'long picture' } }),
    plain,
  );
  expect(text).not.toContain('long picture');
});

test('commands under way and failed are told, those that are done are not', () => {
  const operation = (kind: string, state: string, error: object | null): never => ({ kind, state, error }) as never;
  const operations = [
    operation('spawn', 'done', null),
    operation('kill', 'running', null),
    operation('cleanup', 'failed', { message: 'no space' }),
  ];
  const text = renderExplanation(explanation({ operations }), plain);
  expect(text).toContain('  command   kill running');
  expect(text).toContain('  command   cleanup failed: no space');
  expect(text).not.toContain('spawn');
});

test.each<[Explanation['session']['status'], string]>([
  ['needs_input', 'shop-1 needs you, because: '],
  ['no_signal', 'shop-1 gives no signal, because: '],
  ['ci_failed', 'shop-1 has failing checks, because: '],
  ['pr_open', 'shop-1 has an open pull request, because: '],
  ['stopping', 'shop-1 is stopping, because: '],
])('%s makes a sentence', (status, beginning) => {
  expect(renderExplanation(explanation({ session: sampleSession({ status }) }), plain).startsWith(beginning)).toBe(true);
});

test('a dialog on the screen explains what nobody knows', () => {
  const screen = { state: 'dialog', text: 'Do you trust the files in this folder?' };
  const text = renderExplanation(explanation({ session: unknown, screen }), plain);
  expect(text).toContain('Likely its agent waits for an answer in its terminal: ao attach shop-1');
  expect(renderExplanation(explanation({ session: sampleSession({ status: 'needs_input' }), screen }), plain)).not.toContain('Likely');
});
