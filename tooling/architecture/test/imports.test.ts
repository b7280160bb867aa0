/** The import gate goes red for production code that would not run at a stranger's. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArchitecture } from '../src/architecture.ts';
import { checkImports } from '../src/check-imports.ts';
import { readWorkspace } from '../src/workspace.ts';
import { createFixtureWorkspace, type FixtureWorkspace } from './fixture-workspace.ts';

let workspace: FixtureWorkspace;
beforeEach(() => {
  workspace = createFixtureWorkspace();
});
afterEach(() => workspace[Symbol.dispose]());

const problems = () => checkImports(workspace.root, readArchitecture(workspace.root), readWorkspace(workspace.root));

test('a clean copy passes', () => {
  expect(problems()).toEqual([]);
});

describe('production code is refused', () => {
  test.each([
    ['what only devDependencies declare', 'packages/terminal/src/x.ts', "import { test } from 'vitest';", 'not in its dependencies'],
    ['a test kit', 'packages/terminal/src/x.ts', "import type { FakeClock } from '@ao/testing';", 'test kits stay out'],
    ['a package two steps away', 'packages/httpd/src/x.ts', "export { spawn } from '@ao/session-manager';", '@ao/httpd may import'],
    ['a package loaded late', 'packages/httpd/src/x.ts', "export const load = () => import('@ao/store-sqlite');", '@ao/httpd may import'],
    [
      'types of a package it may not import',
      'packages/cdc/src/x.ts',
      "import type { Lifecycle } from '@ao/lifecycle';",
      '@ao/cdc may import',
    ],
    ['an undeclared package from npm', 'packages/cdc/src/x.ts', "import pino from 'pino';", 'not in its dependencies'],
    ['Node in a pure layer', 'packages/lifecycle/src/x.ts', "import { readFileSync } from 'node:fs';", 'a pure layer has no Node'],
    ['the program it runs', 'apps/cli/src/x.ts', "import { main } from '@ao/daemon';", 'runs this package as a program'],
    ['another part of the daemon', 'apps/cli/src/x.ts', "import { createApp } from '@ao/httpd';", '@ao/cli may import'],
  ])('%s', (_what, file, source, reason) => {
    workspace.write(file, `const first = 1;\n${source}\n`);
    expect(problems()).toEqual([expect.stringContaining(reason)]);
    expect(problems()[0]).toMatch(new RegExp(`^${file}:2: `));
  });
});

describe('production code is allowed', () => {
  test.each([
    ['what the table says', 'packages/cdc/src/x.ts', "import type { Clock } from '@ao/ports';"],
    ['Node outside the pure layers', 'packages/terminal/src/x.ts', "import { once } from 'node:events';"],
    ['what an application bundles', 'apps/cli/src/x.ts', "import { createClient } from '@ao/client';"],
  ])('%s', (_what, file, source) => {
    workspace.write(file, `${source}\n`);
    expect(problems()).toEqual([]);
  });

  test('and tests may import what devDependencies declare', () => {
    workspace.write('packages/terminal/src/x.test.ts', "import { test } from 'vitest';\nimport { fake } from '@ao/testing';\n");
    expect(problems()).toEqual([]);
  });
});
