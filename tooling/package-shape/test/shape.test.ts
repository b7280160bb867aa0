/** The shape checks go red for each thing they are there for, and say what is expected. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkExports } from '../src/check-exports.ts';
import { checkFiles } from '../src/check-files.ts';
import { checkManifest } from '../src/check-manifest.ts';
import { readPackage } from '../src/packages.ts';
import { createFixturePackage, type FixturePackage } from './fixture-package.ts';

const EXPORTS = {
  '.': { '@ao/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
  './package.json': './package.json',
};

let fixture: FixturePackage;
beforeEach(() => {
  fixture = createFixturePackage();
});
afterEach(() => fixture[Symbol.dispose]());

const problems = () => {
  const shaped = readPackage(fixture.root, fixture.directory);
  return [...checkManifest(shaped), ...checkFiles(fixture.root, shaped), ...checkExports(fixture.root, shaped)];
};

test('a faultless package passes', () => {
  expect(problems()).toEqual([]);
});

describe('package.json', () => {
  test.each([
    ['a description that is not a sentence', { description: 'sample' }, 'description is one sentence'],
    ['another license', { license: 'ISC' }, 'license is MIT'],
    ['an older Node', { engines: { node: '>=18' } }, 'engines.node is >=22.18'],
    ['side effects', { sideEffects: true }, 'sideEffects is false'],
    ['CommonJS', { type: 'commonjs' }, 'type is module'],
    ['sources in the tarball', { files: ['dist', 'src'] }, 'files names what is published'],
    ['a version of its own', { dependencies: { zod: '^4.0.0' } }, 'zod is taken as "catalog:"'],
    ['a fixed neighbour', { dependencies: { '@ao/domain': '0.0.0' } }, '@ao/domain is taken as "workspace:*"'],
    ['the source condition for strangers', { publishConfig: { access: 'public' } }, 'publishConfig.exports["."] is the same without'],
    ['another folder', { repository: { type: 'git', url: 'x', directory: 'packages/other' } }, 'repository.directory is packages/sample'],
    [
      'an entry that only the workspace has',
      { exports: { ...EXPORTS, './node': { '@ao/source': './src/node.ts', types: './dist/node.d.ts', default: './dist/node.js' } } },
      'publishConfig.exports opens the same paths',
    ],
    [
      'conditions in another order',
      { exports: { ...EXPORTS, '.': { types: './dist/index.d.ts', '@ao/source': './src/index.ts', default: './dist/index.js' } } },
      'in this order',
    ],
    ['a missing script', { scripts: {} }, 'it has a script "check:package"'],
  ])('%s is refused', (_what, changes, sentence) => {
    fixture.manifest(changes);
    expect(problems()).toContainEqual(expect.stringContaining(sentence));
  });
});

describe('files', () => {
  test.each([
    ['an empty name', 'src/utils.ts', 'name the file after what it does'],
    ['camel case', 'src/doubleValue.ts', 'file names are kebab-case'],
  ])('%s is refused', (_what, file, sentence) => {
    fixture.write(file, 'export {};\n');
    expect(problems()).toEqual([expect.stringContaining(sentence)]);
  });

  test('code without a test is refused, types without one are not', () => {
    fixture.remove('src/double.test.ts');
    expect(problems()).toEqual(['packages/sample: it has code and not one test.']);
    fixture.write('src/double.ts', '/** Twice. */\nexport type double = 2;\n');
    expect(problems()).toEqual([]);
  });

  test('a README without its headings is refused', () => {
    fixture.write('README.md', '# @ao/sample\n\n## Usage\n');
    expect(problems()).toContainEqual(expect.stringContaining('it has the headings ## What it is, ## What it is not'));
  });
});

describe('exports', () => {
  test('an undocumented one is refused, and found through re-exports', () => {
    fixture.write('src/double.ts', '// Twice.\nexport const double = (value: number) => value * 2;\n');
    expect(problems()).toEqual(['packages/sample/src/double.ts:2: double is exported without a TSDoc comment.']);
  });

  test.each([
    ['a renamed one', "export { twice as double } from './double.ts';", '/** Twice. */\nexport const twice = 2;\n'],
    [
      'one exported after its declaration',
      "export { double } from './double.ts';",
      '/** Twice. */\nconst double = 2;\nexport { double };\n',
    ],
    ['one passed on', "export { double } from './double.ts';", "export { double } from './inner.ts';\n"],
    [
      'an overloaded one',
      "export { double } from './double.ts';",
      '/** Twice. */\nexport function double(a: string): void;\nexport function double(a: unknown): void {}\n',
    ],
    ['a type', "export type { double } from './double.ts';", '/** Twice. */\nexport type double = 2;\n'],
  ])('%s counts as documented', (_what, index, source) => {
    fixture.write('src/index.ts', `${index}\n`);
    fixture.write('src/double.ts', source);
    fixture.write('src/inner.ts', '/** Twice. */\nexport class double {}\n');
    expect(problems()).toEqual([]);
  });

  test('code in the entry point is refused', () => {
    fixture.write('src/index.ts', "export { double } from './double.ts';\n/** One. */\nexport const one = 1;\n");
    expect(problems()).toEqual([expect.stringContaining('an entry point only names exports')]);
  });

  test('a README that imports what does not exist is refused', () => {
    fixture.write('src/index.ts', "export { double as twice } from './double.ts';\n");
    expect(problems()).toEqual(['packages/sample/README.md: an example imports double, which @ao/sample does not export.']);
  });

  test('an adapter without its factory is refused', () => {
    fixture.addNeighbour('adapter-own-thing', {});
    const shaped = readPackage(fixture.root, 'packages/adapter-own-thing');
    expect(checkExports(fixture.root, shaped)).toEqual([expect.stringContaining('an adapter exports its factory, createOwnThing…')]);
  });
});
