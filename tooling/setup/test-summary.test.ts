import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clearResults, closingLine, failureDigest, printSummary, readResults, withFailedTasks } from './test-summary.mjs';

const run = { notRun: [] as string[], total: 4, cached: 1 };
const suite = (name: string, counts: Partial<Record<'passed' | 'failed' | 'skipped', number>>, skippedTests: string[] = []) => ({
  suite: name,
  task: 'test',
  passed: 0,
  failed: 0,
  skipped: 0,
  ...counts,
  skippedTests,
});

function summarize(options: Partial<Parameters<typeof printSummary>[0]>) {
  const lines: string[] = [];
  const exitCode = printSummary({ run, results: [], environment: {}, elapsedMs: 1_000, ...options, print: (line) => lines.push(line) });
  return { exitCode, lines, last: lines.at(-1), text: lines.join('\n') };
}

describe('the closing line', () => {
  test('sums over all suites, alone on the last line', () => {
    const results = [suite('@ao/a', { passed: 3 }), suite('@ao/b', { passed: 4 })];
    expect(summarize({ results })).toMatchObject({ exitCode: 0, last: '7 passed, 0 failed, 0 skipped' });
  });

  test('a failed test makes the run red', () => {
    expect(summarize({ results: [suite('@ao/a', { passed: 3, failed: 2 })] })).toMatchObject({
      exitCode: 1,
      last: '3 passed, 2 failed, 0 skipped',
    });
  });

  test('what did not run because something else failed is named', () => {
    expect(summarize({ run: { ...run, notRun: ['@ao/e2e#test'] } }).text).toContain('@ao/e2e#test');
  });
});

describe('skipped tests', () => {
  const results = [suite('@ao/a', { passed: 1, skipped: 1 }, ['src/x.test.ts > needs tmux'])];

  test('are named', () => {
    const { exitCode, text, last } = summarize({ results });
    expect(text).toContain('@ao/a  src/x.test.ts > needs tmux');
    expect({ exitCode, last }).toEqual({ exitCode: 0, last: '1 passed, 0 failed, 1 skipped' });
  });

  test.each([{ CI: 'true' }, { AO_FORBID_SKIPS: '1' }])('make the run red with %o', (environment) => {
    expect(summarize({ results, environment })).toMatchObject({ exitCode: 1 });
  });

  test.each([{ CI: 'false' }, { CI: '' }, { AO_FORBID_SKIPS: '0' }])('do not with %o', (environment) => {
    expect(summarize({ results, environment })).toMatchObject({ exitCode: 0 });
  });
});

describe('the closing line over several runs', () => {
  const results = [suite('@ao/a', { passed: 3 }), suite('@ao/b', { passed: 4, skipped: 1 })];

  test('sums what they left behind', () => {
    expect(closingLine(results, [])).toBe('7 passed, 0 failed, 1 skipped');
  });

  test('never says 0 failed when one of them ended red', () => {
    expect(closingLine(results, ['npm run bench'])).toBe('7 passed, 1 failed, 1 skipped');
    expect(closingLine([suite('@ao/a', { failed: 5 })], ['npm run test'])).toBe('0 passed, 5 failed, 0 skipped');
  });
});

test('what failed is named once more, with the beginning of why', () => {
  const failures = [{ name: 'src/x.test.ts > adds', message: 'expected 1 to be 2\n- 2\n+ 1' }];
  expect(failureDigest([{ ...suite('@ao/a', { failed: 1 }), failures }, suite('@ao/b', { passed: 1 })])).toEqual([
    '',
    'FAILED:',
    '  @ao/a  src/x.test.ts > adds',
    '      expected 1 to be 2',
    '      - 2',
    '      + 1',
  ]);
  expect(failureDigest([suite('@ao/b', { passed: 1 })])).toEqual([]);
});

describe('results on the disk', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ao-summary-'));
    for (const [folder, file] of [
      ['packages/a', 'test'],
      ['tooling/b', 'test'],
      ['tooling/b', 'test-agents'],
    ] as const) {
      mkdirSync(join(root, folder, '.test-results'), { recursive: true });
      writeFileSync(join(root, folder, 'package.json'), '{}');
      writeFileSync(join(root, folder, '.test-results', `${file}.json`), JSON.stringify(suite(folder, { passed: 1 })));
    }
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('are found per task', () => {
    expect(readResults(root, ['test']).map((result) => result.suite)).toEqual(['packages/a', 'tooling/b']);
    expect(readResults(root, ['test:agents'])).toHaveLength(1);
  });

  test('a task that failed without a failed test counts, so that it never says 0 failed under a red run', () => {
    const results = [suite('@ao/a', { passed: 1, failed: 2 })];
    const logOf = (taskId: string) => `${'noise\n'.repeat(100)}${taskId} is wrong\n`;
    const all = withFailedTasks(root, 'test', { failed: ['@ao/a#typecheck', '@ao/a#test', '//#gate:lint'], logOf }, results);
    expect(all.at(-1)).toMatchObject({ failed: 2, failures: [{ name: '@ao/a#typecheck' }, { name: '//#gate:lint' }] });
    expect(all.at(-1)?.failures?.[0]?.message).toMatch(/^(noise\n){14}@ao\/a#typecheck is wrong$/);
    expect(summarize({ results: all })).toMatchObject({ exitCode: 1, last: '1 passed, 4 failed, 0 skipped' });
    expect(readResults(root, ['test']).at(-1)).toEqual(all.at(-1));
    clearResults(root, ['test']);
    expect(readResults(root, ['test'])).toEqual([]);
  });

  test('a run without such a task adds nothing', () => {
    expect(withFailedTasks(root, 'test', { failed: [], logOf: () => '' }, [])).toEqual([]);
  });

  test('are forgotten per task, so that a suite that does not run is not counted', () => {
    clearResults(root, ['test']);
    expect(readResults(root, ['test'])).toEqual([]);
    expect(existsSync(join(root, 'tooling/b/.test-results/test-agents.json'))).toBe(true);
  });
});
