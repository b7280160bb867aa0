import { anything, assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { requestOfPermission, requestOfQuestion } from './opencode-requests.ts';

const NOW = 1_795_371_780_539;

/** As the real program told it. */
const PERMISSION = {
  id: 'per_20482aa0e001MFnZcUbpln5CGi',
  sessionID: 'ses_dfb80bac7ffeke1x8vQ4R8DhyA',
  permission: 'bash',
  patterns: ['env', 'grep -i opencode'],
  metadata: { command: 'env | grep -i opencode > env.txt' },
  always: ['env *', 'grep *'],
};
const option = (label: string) => ({ label, description: `take ${label}` });
const QUESTION = {
  id: 'que_1',
  sessionID: 'ses_1',
  questions: [{ question: 'Which\ncolour?', header: 'Colour', options: [option('Red'), option('Blue')] }],
};

test('a permission tells its tool, what it is for, and the three answers', () => {
  expect(requestOfPermission(PERMISSION, NOW + 3_600_000)).toEqual({
    id: PERMISSION.id,
    kind: 'permission',
    tool: 'bash',
    input: '{"patterns":["env","grep -i opencode"],"command":"env | grep -i opencode > env.txt"}',
    text: 'bash: env | grep -i opencode > env.txt',
    choices: [
      { id: 'allow', label: 'Allow once' },
      { id: 'allow-always', label: 'Allow always: env *, grep *' },
      { id: 'deny', label: 'Reject' },
    ],
    askedAt: 1_795_372_001_806,
    channel: 'permission',
  });
});

test.each([
  [{}, ['src/a.ts'], 'edit: src/a.ts'],
  [{ filepath: 'src/b.ts', diff: 'long' }, ['src/a.ts'], 'edit: src/b.ts'],
  [{ url: 'https://example.com' }, ['*'], 'edit: https://example.com'],
  [{}, ['*'], 'edit'],
])('of %j and %j is told %j', (metadata, patterns, text) => {
  expect(requestOfPermission({ ...PERMISSION, permission: 'edit', metadata, patterns }, NOW).text).toBe(text);
});

test('a question has its choices by number; several questions can only be dismissed', () => {
  expect(requestOfQuestion(QUESTION, NOW)).toMatchObject({
    kind: 'question',
    text: 'Which colour?',
    choices: [{ id: '1', label: 'Red: take Red' }, { id: '2' }, { id: 'deny', label: 'Dismiss' }],
    channel: 'question ["Red","Blue"]',
  });
  const several = { ...QUESTION, questions: [...QUESTION.questions, { question: 'And size?', options: [option('S')] }] };
  expect(requestOfQuestion(several, NOW)).toMatchObject({
    text: 'Which colour? · And size?',
    choices: [{ id: 'deny' }],
    channel: 'question',
  });
});

test('whatever is asked, a request stays short and on one line', () => {
  assert(
    property(string({ unit: 'binary' }), anything(), (text, value) => {
      const long = text.repeat(50);
      const permission = requestOfPermission(
        { ...PERMISSION, permission: long, metadata: { command: long, value, more: 'ü'.repeat(20_000) } },
        NOW,
      );
      const question = requestOfQuestion({ ...QUESTION, questions: [{ question: long, options: [option(long)] }] }, NOW);
      for (const request of [permission, question]) {
        expect(request.text.length).toBeLessThanOrEqual(500);
        expect(request.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(Buffer.byteLength(request.input ?? '')).toBeLessThanOrEqual(16 * 1024);
        for (const { label } of request.choices) expect(label.length).toBeLessThanOrEqual(200);
      }
    }),
  );
});
