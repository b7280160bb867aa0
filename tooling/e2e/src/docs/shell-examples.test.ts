import { expect, test } from 'vitest';
import { DEMO_SCRIPTS } from '../demo/demo-tasks.ts';
import { createTestHome } from '../harness/test-home.ts';
import { codeBlocksOf, readDocuments } from './documents.ts';
import { runExamples } from './example-shell.ts';
import { missingLine, shellExamplesOf } from './shell-examples.ts';

const DOCUMENTS = readDocuments()
  .map((document) => ({
    path: document.path,
    examples: codeBlocksOf(document)
      .filter(({ marks }) => marks.includes('run'))
      .flatMap(shellExamplesOf),
  }))
  .filter(({ examples }) => examples.length > 0);

test('the README has examples that are run', () => {
  expect(DOCUMENTS.map(({ path }) => path)).toContain('README.md');
});

test.each(DOCUMENTS)('the commands of $path work, and print what it says', async ({ path, examples }) => {
  await using home = createTestHome({ SCRIPTED_AGENT_SCRIPTS: DEMO_SCRIPTS, SCRIPTED_AGENT_PACE: '0.2' });
  const results = await runExamples(home, examples);
  const wrong = results.flatMap(({ example, exitCode, printed }) => {
    const missing = missingLine(example.output, printed);
    if (exitCode === example.exitCode && missing === null) return [];
    const why = exitCode === example.exitCode ? `did not print: ${missing}` : `ended with ${exitCode}`;
    return [`${path}:${example.line}  ${example.command}\n  ${why}\n  it printed:\n${printed.replaceAll(/^/gm, '    ')}`];
  });
  expect(wrong.join('\n')).toBe('');
  expect(results).toHaveLength(examples.length);
});
