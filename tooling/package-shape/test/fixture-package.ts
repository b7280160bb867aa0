import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ENTRY = { types: './dist/index.d.ts', default: './dist/index.js' };

/** A workspace of one faultless built package, `packages/sample`, for a test to spoil. */
export type FixturePackage = Disposable & {
  readonly root: string;
  readonly directory: string;
  /** Writes a file of the package. */
  write(file: string, text: string): void;
  remove(file: string): void;
  /** Writes package.json with some fields changed; `undefined` removes a field. */
  manifest(changes: Readonly<Record<string, unknown>>): void;
  /** Adds another package that `sample` can depend on; it is linked the way pnpm links it. */
  addNeighbour(name: string, changes: Readonly<Record<string, unknown>>): void;
};

export function createFixturePackage(): FixturePackage {
  const root = mkdtempSync(join(tmpdir(), 'ao-package-shape-'));
  const directory = 'packages/sample';
  writeAt('pnpm-workspace.yaml', 'packages: [packages/*]\n');
  writeAt('package.json', JSON.stringify({ name: 'fixture', private: true }));
  fill(directory, 'sample', {});
  return {
    root,
    directory,
    write: (file, text) => writeAt(`${directory}/${file}`, text),
    remove: (file) => rmSync(join(root, directory, file)),
    manifest: (changes) => writeAt(`${directory}/package.json`, manifestOf('sample', changes)),
    addNeighbour(name, changes) {
      fill(`packages/${name}`, name, changes);
      mkdirSync(join(root, directory, 'node_modules', '@ao'), { recursive: true });
      symlinkSync(join(root, 'packages', name), join(root, directory, 'node_modules', '@ao', name));
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };

  function writeAt(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  function fill(folder: string, name: string, changes: Readonly<Record<string, unknown>>): void {
    writeAt(`${folder}/package.json`, manifestOf(name, changes));
    writeAt(`${folder}/README.md`, readmeOf(name));
    for (const file of ['LICENSE', 'tsconfig.json', 'tsconfig.build.json', 'turbo.json', 'vitest.config.ts'])
      writeAt(`${folder}/${file}`, '{}');
    writeAt(`${folder}/src/index.ts`, "export { double } from './double.ts';\n");
    writeAt(
      `${folder}/src/double.ts`,
      '/** Twice the value. */\nexport function double(value: number): number {\n  return value * 2;\n}\n',
    );
    writeAt(`${folder}/src/double.test.ts`, 'export {};\n');
    writeAt(`${folder}/dist/index.js`, 'export const double = (value) => value * 2;\n');
    writeAt(`${folder}/dist/index.d.ts`, 'export declare const double: (value: number) => number;\n');
  }
}

function readmeOf(name: string): string {
  return `# @ao/${name}

## What it is

A sample.

## What it is not

- a toy

## Usage

\`\`\`ts
import { double } from '@ao/${name}';
\`\`\`

## Exports

One function.
`;
}

function manifestOf(name: string, changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    name: `@ao/${name}`,
    version: '0.0.0',
    description: 'A sample package to be spoiled by tests.',
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    repository: { type: 'git', url: 'git+https://github.com/example/example.git', directory: `packages/${name}` },
    exports: { '.': { '@ao/source': './src/index.ts', ...ENTRY }, './package.json': './package.json' },
    files: ['dist'],
    publishConfig: { access: 'public', exports: { '.': ENTRY, './package.json': './package.json' } },
    scripts: { build: 'b', typecheck: 't', test: 't', lint: 'l', 'check:package': 'c' },
    dependencies: {},
    devDependencies: {},
    engines: { node: '>=22.18' },
    ...changes,
  });
}
