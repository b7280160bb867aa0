/** The table gate goes red for every violation it is there for, and says which package broke which rule. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArchitecture } from '../src/architecture.ts';
import { checkDependencies } from '../src/check-dependencies.ts';
import { readWorkspace } from '../src/workspace.ts';
import { createFixtureWorkspace, type FixtureWorkspace } from './fixture-workspace.ts';

let workspace: FixtureWorkspace;
beforeEach(() => {
  workspace = createFixtureWorkspace();
});
afterEach(() => workspace[Symbol.dispose]());

const problems = () => checkDependencies(readArchitecture(workspace.root), readWorkspace(workspace.root));
const depend = (directory: string, other: string, kind = 'dependencies') =>
  workspace.edit(`${directory}/package.json`, { [kind]: { [other]: 'workspace:*' } });

test('a clean copy passes', () => {
  expect(problems()).toEqual([]);
});

describe('a dependency the table does not know is refused', () => {
  test.each([
    ['packages/httpd', '@ao/store-sqlite'],
    ['packages/httpd', '@ao/session-manager'],
    ['packages/service-session', '@ao/service-project'],
    ['packages/adapter-command', '@ao/adapter-pty-host'],
    ['packages/session-manager', '@ao/adapter-pty-host'],
    ['packages/lifecycle', '@ao/cdc'],
    ['packages/domain', '@ao/ports'],
    ['packages/client', '@ao/domain'],
    ['apps/cli', '@ao/httpd'],
    ['apps/daemon', '@ao/client'],
  ])('%s → %s', (directory, other) => {
    depend(directory, other);
    expect(problems()).toEqual([expect.stringContaining(`may not have ${other} in dependencies`)]);
  });
});

test('a development dependency on another layer is refused too', () => {
  depend('packages/httpd', '@ao/store-sqlite', 'devDependencies');
  expect(problems()).toEqual([expect.stringMatching(/httpd may not have @ao\/store-sqlite in devDependencies: it may import domain, /)]);
});

test('a test kit is refused where it would be installed with the package', () => {
  depend('packages/terminal', '@ao/testing');
  expect(problems()).toEqual([expect.stringContaining('test kits are devDependencies')]);
});

test('a package without a line in the table is refused', () => {
  workspace.write('packages/stranger/package.json', JSON.stringify({ name: '@ao/stranger' }));
  expect(problems()).toEqual([expect.stringContaining('"stranger" has no line in architecture.json')]);
});

test('a package without its tag is refused, because turbo would not look at it', () => {
  workspace.edit('packages/cdc/turbo.json', { tags: [] });
  expect(problems()).toEqual([expect.stringContaining('packages/cdc/turbo.json: its tags must be ["cdc"]')]);
});

test('a folder that is not named after its package is refused', () => {
  workspace.edit('packages/cdc/package.json', { name: '@ao/change-feed' });
  expect(problems()).toContainEqual(expect.stringContaining('"change-feed" has no line'));
  expect(problems()).toContainEqual(expect.stringContaining('packages/cdc: in architecture.json, but not there'));
});

test('a private package cannot become public unnoticed', () => {
  workspace.edit('packages/testing/package.json', { private: undefined });
  expect(problems()).toEqual([expect.stringContaining('private is false, and true in architecture.json')]);
});
