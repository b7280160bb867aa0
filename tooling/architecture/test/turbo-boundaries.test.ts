/** `turbo boundaries` goes red for imports that no package.json declares, and for packages the tags refuse. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFixtureWorkspace, type FixtureWorkspace } from './fixture-workspace.ts';

let workspace: FixtureWorkspace;
beforeEach(() => {
  workspace = createFixtureWorkspace({ runsPrograms: true });
});
afterEach(() => workspace[Symbol.dispose]());

const boundaries = () => workspace.run('.', 'turbo', 'boundaries');

test('a clean copy passes', async () => {
  const { exitCode, output } = await boundaries();
  expect(output).toContain('no issues found');
  expect(exitCode).toBe(0);
});

test.each([
  ['an import that package.json does not declare', 'packages/cdc/src/x.ts', "import { a } from '@ao/lifecycle';", '@ao/lifecycle'],
  ['an undeclared package from npm, in a test', 'packages/cdc/src/x.test.ts', "import { a } from 'pino';", 'pino'],
  ['undeclared types', 'packages/cdc/src/x.ts', "import type { A } from '@ao/terminal';", '@ao/terminal'],
  ['a relative import that leaves the package', 'packages/cdc/src/x.ts', "import { a } from '../../ports/src/index.ts';", '../../ports'],
])('refuses %s', async (_what, file, source, named) => {
  workspace.write(file, `${source}\nexport const b = a;\n`);
  const { exitCode, output } = await boundaries();
  expect(output).toContain(named);
  expect(output).toContain(file.split('/').at(-1));
  expect(exitCode).toBe(1);
});

test('refuses a dependency that the tags of architecture.json do not allow', async () => {
  workspace.edit('packages/httpd/package.json', { dependencies: { '@ao/store-sqlite': 'workspace:*' } });
  const { exitCode, output } = await boundaries();
  expect(output).toContain('@ao/store-sqlite');
  expect(exitCode).toBe(1);
});

test('refuses packages that depend on each other in a circle', async () => {
  workspace.edit('packages/domain/package.json', { dependencies: { '@ao/ports': 'workspace:*' } });
  const { exitCode, output } = await boundaries();
  expect(output).toMatch(/cycl|circular/i);
  expect(exitCode).toBe(1);
});
