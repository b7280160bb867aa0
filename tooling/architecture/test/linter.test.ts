/** The linter goes red for cycles, test kits in production code, deep imports, and for what the house rules refuse. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixtureWorkspace, type FixtureWorkspace } from './fixture-workspace.ts';

let workspace: FixtureWorkspace;
beforeAll(() => {
  workspace = createFixtureWorkspace({ runsPrograms: true });
});
afterAll(() => workspace[Symbol.dispose]());

const FOLDER = 'packages/lifecycle/src/seeded';

async function lint(files: Readonly<Record<string, string>>) {
  for (const [file, text] of Object.entries(files)) workspace.write(`${FOLDER}/${file}`, `${text}\n`);
  return workspace.run('.', 'oxlint', ...Object.keys(files).map((file) => `${FOLDER}/${file}`));
}

test('clean code passes', async () => {
  const { exitCode, output } = await lint({
    'clean.ts': "import type { Clock } from '@ao/ports';\nexport const now = (clock: Clock) => clock;",
  });
  expect(output).toContain('0 errors');
  expect(exitCode).toBe(0);
});

describe('production code is refused', () => {
  test.each([
    ['a test kit', "export { createFakeClock } from '@ao/testing';", 'no-restricted-imports'],
    ['the test runner', "export { test } from 'vitest';", 'no-restricted-imports'],
    ['an import past the exports of a package', "export { inner } from '@ao/ports/src/inner.ts';", 'no-restricted-imports'],
    ['a star export', "export * from './clean.ts';", 'ao(no-export-star)'],
    ['the clock', 'export const now = Date.now();', 'ao(no-date-now-in-pure-layers)'],
    ['the current folder', 'export const folder = process.cwd();', 'ao(no-process-cwd)'],
    ['unread JSON', "export const data = JSON.parse('1');", 'ao(no-json-parse-of-foreign-data)'],
    ['all columns', "export const sql = 'select * from session';", 'ao(no-select-star)'],
    ['any', 'export const data: any = 1;', 'no-explicit-any'],
    ['a default export', 'export default 1;', 'no-default-export'],
    ['work left for later', '// TODO: think\nexport const x = 1;', 'no-warning-comments'],
    ['an empty catch', 'try {\n  void 0;\n} catch {}\nexport {};', 'no-empty'],
    ['a file of 401 lines', `${'export {};\n'.repeat(400)}export {};`, 'max-lines'],
  ])('%s', async (_what, source, rule) => {
    const { exitCode, output } = await lint({ 'seeded.ts': source });
    expect(output).toContain(rule);
    expect(exitCode).toBe(1);
  });

  test('a circle of files', async () => {
    const { exitCode, output } = await lint({
      'first.ts': "import { second } from './second.ts';\nexport const first = (): number => second();",
      'second.ts': "import { first } from './first.ts';\nexport const second = (): number => first();",
    });
    expect(output).toContain('import(no-cycle)');
    expect(exitCode).toBe(1);
  });
});

describe('tests may use what production code may not', () => {
  test('kits', async () => {
    const { exitCode } = await lint({ 'kit.test.ts': "export { createFakeClock } from '@ao/testing';" });
    expect(exitCode).toBe(0);
  });

  test.each([
    ['but not skip', "import { test } from 'vitest';\ntest.skip('x', () => {});", 'no-disabled-tests'],
    ['and not focus', "import { test } from 'vitest';\ntest.only('x', () => {});", 'no-focused-tests'],
  ])('%s', async (_what, source, rule) => {
    const { exitCode, output } = await lint({ 'seeded.test.ts': source });
    expect(output).toContain(rule);
    expect(exitCode).toBe(1);
  });
});
