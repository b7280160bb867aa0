import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestModule } from 'vitest/node';
import { createResultsReporter } from './results-reporter.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-reporter-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** As much of a test file as the reporter looks at. */
function moduleOf(state: 'passed' | 'failed', tests: readonly (readonly [name: string, state: string])[]) {
  const errors = [{ message: 'expected \u001b[31m1\u001b[39m to be 2', diff: '- 2\n+ 1' }];
  const children = { allTests: () => tests.map(([fullName, result]) => ({ fullName, result: () => ({ state: result, errors }) })) };
  return { relativeModuleId: 'src/x.test.ts', state: () => state, errors: () => errors, children } as unknown as TestModule;
}

async function report(
  modules: readonly TestModule[],
  options: { errors?: number; environment?: Record<string, string>; task?: string } = {},
) {
  let warnings = '';
  let red = false;
  const reporter = createResultsReporter({
    suite: '@ao/x',
    task: options.task ?? 'test',
    directory,
    environment: options.environment ?? {},
    warn: (text) => void (warnings += text),
    fail: () => void (red = true),
  });
  const errors = Array.from({ length: options.errors ?? 0 }, () => ({ message: 'boom' }));
  await reporter.onTestRunEnd?.(modules, errors, 'passed');
  const file = join(directory, '.test-results', `${(options.task ?? 'test').replaceAll(':', '-')}.json`);
  return { result: JSON.parse(readFileSync(file, 'utf8')), warnings, red };
}

test('counts what passed, failed and was skipped', async () => {
  const modules = [
    moduleOf('passed', [
      ['a', 'passed'],
      ['b', 'skipped'],
    ]),
    moduleOf('failed', [
      ['c', 'failed'],
      ['d', 'passed'],
    ]),
  ];
  expect((await report(modules)).result).toEqual({
    suite: '@ao/x',
    task: 'test',
    passed: 2,
    failed: 1,
    skipped: 1,
    skippedTests: ['src/x.test.ts > b'],
    failures: [{ name: 'src/x.test.ts > c', message: 'expected 1 to be 2\n- 2\n+ 1' }],
  });
});

test('of very many failures and very long reasons the beginning is kept, and all are counted', async () => {
  const { result } = await report([
    moduleOf(
      'failed',
      Array.from({ length: 50 }, (_, index) => [`t${index}`, 'failed'] as const),
    ),
  ]);
  expect(result).toMatchObject({ failed: 50 });
  expect(result.failures).toHaveLength(20);
});

test('a file that cannot be loaded counts as a failure', async () => {
  expect((await report([moduleOf('failed', [])])).result).toMatchObject({
    passed: 0,
    failed: 1,
    failures: [{ name: 'src/x.test.ts', message: expect.stringContaining('expected 1 to be 2') }],
  });
});

test('an error outside every test counts as a failure', async () => {
  expect((await report([moduleOf('passed', [['a', 'passed']])], { errors: 2 })).result).toMatchObject({
    passed: 1,
    failed: 2,
    failures: [
      { name: 'outside of every test', message: 'boom' },
      { name: 'outside of every test', message: 'boom' },
    ],
  });
});

test('results of other tasks lie beside each other', async () => {
  expect((await report([], { task: 'test:agents' })).result).toMatchObject({ task: 'test:agents' });
});

describe('a skipped test', () => {
  const modules = [moduleOf('passed', [['needs tmux', 'skipped']])];

  test('is named aloud', async () => {
    const { warnings, red } = await report(modules);
    expect(warnings).toContain('1 SKIPPED in @ao/x');
    expect(warnings).toContain('src/x.test.ts > needs tmux');
    expect(red).toBe(false);
  });

  test.each([{ CI: 'true' }, { AO_FORBID_SKIPS: '1' }])('ends the run red with %o', async (environment) => {
    const { warnings, red } = await report(modules, { environment });
    expect(warnings).toContain('which is not allowed here');
    expect(red).toBe(true);
  });
});
