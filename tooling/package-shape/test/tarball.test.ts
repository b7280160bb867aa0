/** What would break at a stranger's is found here: each check goes red for a package that is spoiled in its way. */
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkConsumer, checkImport, checkPrograms } from '../src/check-installed.ts';
import { checkContents, checkSourceMaps, checkTypes, checkWithPublint } from '../src/check-tarball.ts';
import { type Stage, stagePackage } from '../src/stage.ts';
import { createFixturePackage, type FixturePackage } from './fixture-package.ts';

let fixture: FixturePackage;
beforeEach(() => {
  fixture = createFixturePackage();
});
afterEach(() => fixture[Symbol.dispose]());

async function problemsOf(check: (stage: Stage) => readonly string[] | Promise<readonly string[]>) {
  using stage = stagePackage(fixture.root, fixture.directory);
  return await check(stage);
}
const contents = (stage: Stage) => checkContents(stage, new Set(['@ao/secret']));

test.each([contents, checkSourceMaps, checkWithPublint, checkTypes, checkImport, checkConsumer, checkPrograms])(
  'a faultless package passes: %o',
  async (check) => {
    expect(await problemsOf(check)).toEqual([]);
  },
);

describe('importing a package has no effect', () => {
  test.each([
    ['timers', 'setInterval(() => {}, 1000).unref();', 'timers: setInterval'],
    ['open files', "import { openSync } from 'node:fs';\nopenSync('package.json');", 'package.json'],
    ['servers', "import { createServer } from 'node:net';\ncreateServer().listen(0).unref();", 'socket:'],
    ['signal handlers', "process.on('SIGTERM', () => {});", 'SIGTERM 1'],
    ['global names', 'globalThis.sample = 1;', 'global names: sample'],
    ['the environment', "process.env.SAMPLE = 'x';", 'environment: SAMPLE=x'],
    ['the current folder', "process.chdir('/');", 'current folder: /'],
  ])('on %s', async (_what, code, named) => {
    fixture.write('dist/index.js', `${code}\nexport const double = 2;\n`);
    expect(await problemsOf(checkImport)).toContainEqual(expect.stringContaining(named));
  });
});

test('a package that cannot be packed leaves nothing behind', () => {
  vi.stubEnv('TMPDIR', fixture.root);
  expect(() => stagePackage(fixture.root, 'packages/nowhere')).toThrow('nowhere');
  expect(readdirSync(fixture.root).filter((name) => name.startsWith('ao-stage-'))).toEqual([]);
});

test('every entry of a package is imported', async () => {
  const entry = { types: './dist/node.d.ts', default: './dist/node.js' };
  fixture.write('dist/node.js', 'setTimeout(() => {}, 1);\n');
  fixture.write('dist/node.d.ts', 'export {};\n');
  fixture.manifest({ exports: { './node': entry }, publishConfig: {} });
  expect(await problemsOf(checkImport)).toContain('Importing @ao/sample/node has a side effect, timers: setTimeout');
});

test('what a package does not declare is not there when it is installed alone', async () => {
  fixture.addNeighbour('neighbour', {});
  fixture.write('dist/index.js', "export { double } from '@ao/neighbour';\n");
  expect(await problemsOf(checkImport)).toEqual([expect.stringContaining("Cannot find package '@ao/neighbour'")]);
  fixture.manifest({ dependencies: { '@ao/neighbour': 'workspace:*' } });
  expect(await problemsOf(checkImport)).toEqual([]);
});

test('a declaration that does not compile is found, though skipLibCheck would hide it', async () => {
  fixture.write('dist/index.d.ts', "import type { Missing } from './missing.js';\nexport declare const double: Missing;\n");
  expect(await problemsOf(checkConsumer)).toEqual([expect.stringMatching(/A consumer does not compile: .*index\.d\.ts.*TS2307/)]);
});

describe('a tarball is refused', () => {
  test('with tests in it', async () => {
    fixture.write('dist/double.test.js', 'export {};\n');
    expect(await problemsOf(contents)).toEqual(['dist/double.test.js does not belong into the tarball.']);
  });

  test('with sources in it', async () => {
    fixture.manifest({ files: ['dist', 'src'] });
    expect(await problemsOf(contents)).toContain('src/double.ts does not belong into the tarball.');
  });

  test('without a license', async () => {
    fixture.remove('LICENSE');
    expect(await problemsOf(contents)).toEqual(['LICENSE is not in the tarball.']);
  });

  test('that needs a package which is not published', async () => {
    fixture.addNeighbour('secret', { private: true });
    fixture.manifest({ dependencies: { '@ao/secret': 'workspace:*' } });
    expect(await problemsOf(contents)).toEqual(['It depends on @ao/secret, which is not published.']);
  });

  test('whose source maps point at files it does not hold', async () => {
    fixture.write('dist/index.js.map', '{"version":3,"sources":["../src/index.ts"],"mappings":""}');
    expect(await problemsOf(checkSourceMaps)).toEqual([expect.stringContaining('dist/index.js.map does not carry its sources')]);
  });

  test('whose entry point is not in it', async () => {
    fixture.remove('dist/index.js');
    expect(await problemsOf(checkWithPublint)).toContainEqual(expect.stringContaining('does not exist'));
  });

  test('whose types are not in it', async () => {
    fixture.remove('dist/index.d.ts');
    expect(await problemsOf(checkTypes)).not.toEqual([]);
  });
});

test('a program that does not start is found', async () => {
  fixture.manifest({ bin: { sample: './dist/program.js' } });
  fixture.write('dist/program.js', "#!/usr/bin/env node\nthrow new Error('no');\n");
  expect(await problemsOf(checkPrograms)).toEqual([expect.stringContaining('`sample --version` fails')]);
});
