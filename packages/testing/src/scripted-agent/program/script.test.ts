import { expect, test } from 'vitest';
import { OPERATIONS } from './steps.ts';
import { scriptOf } from './script.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

test('directives become steps in order, other words do not', () => {
  expect(scriptOf('Please [[write a.txt some text]] and then\n[[sleep 20]] [[deaf]]').slice(0, -1)).toEqual([
    { operation: 'write', argument: 'a.txt some text' },
    { operation: 'sleep', argument: '20' },
    { operation: 'deaf', argument: '' },
  ]);
});

test.each([
  ['Add a health check', ['say', 'think', 'read', 'think', 'write', 'think', 'think', 'say']],
  ['Fix the build and run the tests', ['say', 'think', 'read', 'think', 'write', 'think', 'ask', 'think', 'say']],
  ['Which colour should it be?', ['say', 'think', 'read', 'think', 'question', 'write', 'think', 'think', 'say']],
  ['', ['say', 'think', 'read', 'think', 'write', 'think', 'think', 'say']],
])('%j becomes something believable', (prompt, operations) => {
  expect(scriptOf(prompt).map((step) => step.operation)).toEqual(operations);
});

test('a prompt cannot lead out of the notes folder', () => {
  const write = scriptOf('../../etc/passwd /root').find((step) => step.operation === 'write');
  expect(write?.argument).toMatch(/^notes\/etc-passwd-root\.md /);
});

test('a prompt in plain words plays the script that lies in the folder for it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ao-scripts-'));
  try {
    writeFileSync(
      join(folder, 'add-a-health-check-with-a-test.txt'),
      'Two steps:\n[[write a.js const a = [1];\nexport { a };]]\n[[say Done.]]\n',
    );
    expect(scriptOf('Add a health check, with a test!\nAnd more.', folder)).toEqual([
      { operation: 'write', argument: 'a.js const a = [1];\nexport { a };' },
      { operation: 'say', argument: 'Done.' },
    ]);
    expect(scriptOf('../add-a-health-check-with-a-test', folder)).toEqual(scriptOf('Add a health check with a test', folder));
    expect(scriptOf('Something else', folder)[0]).toEqual({
      operation: 'say',
      argument: "I'll have a look at the project before I start.",
    });
    expect(scriptOf('[[deaf]]', folder)[0]).toEqual({ operation: 'deaf', argument: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every operation there is stands in the documentation', () => {
  const documentation = readFileSync(new URL('./script.ts', import.meta.url), 'utf8');
  for (const operation of OPERATIONS) expect(documentation).toContain(`| \`[[${operation}`);
});
