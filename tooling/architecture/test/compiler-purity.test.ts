/** The compiler goes red for what a pure layer must not know, and for imports past what a package exports. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { readArchitecture } from '../src/architecture.ts';
import { checkPurity } from '../src/check-purity.ts';
import { createFixtureWorkspace, type FixtureWorkspace } from './fixture-workspace.ts';

let workspace: FixtureWorkspace;
beforeAll(() => {
  workspace = createFixtureWorkspace({ runsPrograms: true });
});
afterAll(() => workspace[Symbol.dispose]());
beforeEach(() => workspace.write('packages/lifecycle/src/x.ts', 'export const x = 1;\n'));

const purePackages = [...readArchitecture(fileURLToPath(new URL('../../..', import.meta.url)))]
  .filter(([, entry]) => entry.pure)
  .map(([name]) => name);

test.each(purePackages)('%s compiles without Node and without the DOM', async (name) => {
  workspace.write(`packages/${name}/src/x.ts`, 'export const now = (signal: AbortSignal) => signal.throwIfAborted();\n');
  expect(await workspace.run(`packages/${name}`, 'tsc', '-p', 'tsconfig.pure.json')).toEqual({ exitCode: 0, output: '' });
  workspace.write(`packages/${name}/src/x.ts`, 'export const folder = process.cwd();\n');
  const { exitCode, output } = await workspace.run(`packages/${name}`, 'tsc', '-p', 'tsconfig.pure.json');
  expect(output).toMatch(/src\/x\.ts\(1,\d+\): error TS\d+: Cannot find name 'process'/);
  expect(exitCode).not.toBe(0);
});

describe('a pure layer does not know', () => {
  test.each([
    ['files', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;", 'node:fs'],
    ['timers', 'export const x = setTimeout(() => {}, 1);', 'setTimeout'],
    ['the network', "export const x = fetch('http://localhost');", 'fetch'],
    ['buffers', "export const x = Buffer.from('x');", 'Buffer'],
    ['the console', "console.log('x');\nexport {};", 'console'],
    ['a timeout in disguise', 'export const x = AbortSignal.timeout(5);', 'timeout'],
    ['the page', 'export const x = document.title;', 'document'],
  ])('%s', async (_what, source, named) => {
    workspace.write('packages/lifecycle/src/x.ts', `${source}\n`);
    const { exitCode, output } = await workspace.run('packages/lifecycle', 'tsc', '-p', 'tsconfig.pure.json');
    expect(output).toContain(named);
    expect(exitCode).not.toBe(0);
  });
});

test('a file that a package does not export cannot be imported from outside', async () => {
  workspace.write('packages/ports/src/inner.ts', 'export const inner = 1;\n');
  workspace.write('packages/lifecycle/src/x.ts', "export { inner } from '@ao/ports/src/inner.ts';\n");
  const { exitCode, output } = await workspace.run('packages/lifecycle', 'tsc', '-p', 'tsconfig.json');
  expect(output).toContain('TS2307');
  expect(exitCode).not.toBe(0);
});

describe('purity cannot be switched off quietly', () => {
  const problems = () => checkPurity(workspace.root, readArchitecture(workspace.root));

  test.each([
    ['by other settings', 'packages/cdc/tsconfig.build.json', { extends: '../../tooling/tsconfig/library.json' }],
    [
      'by types of its own',
      'packages/cdc/tsconfig.pure.json',
      { extends: '../../tooling/tsconfig/pure-check.json', compilerOptions: { types: ['node'] } },
    ],
  ])('%s', (_how, file, settings) => {
    using copy = createFixtureWorkspace();
    copy.write(file, JSON.stringify(settings));
    expect(checkPurity(copy.root, readArchitecture(copy.root))).toEqual([expect.stringContaining(`${file}: a pure layer`)]);
  });

  test('by not running the check', () => {
    expect(problems()).toEqual([]);
    workspace.edit('packages/cdc/package.json', { scripts: { typecheck: 'tsc -p tsconfig.json' } });
    expect(problems()).toEqual([expect.stringContaining('packages/cdc/package.json: its typecheck script must run')]);
  });
});
