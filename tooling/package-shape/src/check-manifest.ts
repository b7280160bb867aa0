import { isDeepStrictEqual } from 'node:util';
import type { ShapedPackage } from './packages.ts';

const BUILT_ENTRY = { types: './dist/index.d.ts', default: './dist/index.js' };
const MANIFEST_EXPORT = { './package.json': './package.json' };

/** What each package.json must say, so that one package can be opened like any other. One sentence per violation. */
export function checkManifest(shaped: ShapedPackage): readonly string[] {
  const { manifest, kind, directory, name } = shaped;
  const problems: string[] = [];
  const expect = (holds: boolean, sentence: string) => {
    if (!holds) problems.push(`${directory}/package.json: ${sentence}.`);
  };

  expect(/^\S.{19,}\.$/.test(manifest.description), 'description is one sentence that ends with a full stop');
  expect(manifest.license === 'MIT', 'license is MIT');
  expect(manifest.type === 'module', 'type is module');
  expect(manifest.engines['node'] === '>=22.18', 'engines.node is >=22.18');
  for (const script of ['build', 'typecheck', 'test', 'lint']) expect(script in manifest.scripts, `it has a script "${script}"`);
  for (const [other, range] of [...Object.entries(manifest.dependencies), ...Object.entries(manifest.devDependencies)]) {
    const wanted = other.startsWith('@ao/') ? 'workspace:*' : 'catalog:';
    expect(range.startsWith(wanted), `${other} is taken as "${wanted}", so that its version stands in one place`);
  }
  if (kind === 'library') checkLibrary(shaped, expect);
  if (manifest.private) return problems;

  expect(isDeepStrictEqual(manifest.files, ['dist']), 'files is ["dist"]');
  expect(manifest.publishConfig.access === 'public', 'publishConfig.access is public');
  expect(manifest.repository?.directory === directory, `repository.directory is ${directory}`);
  expect('check:package' in manifest.scripts, 'it has a script "check:package"');
  expect(manifest.name === `@ao/${name}`, 'its scope is @ao');
  return problems;
}

function checkLibrary({ manifest }: ShapedPackage, expect: (holds: boolean, sentence: string) => void): void {
  expect(manifest.sideEffects === false, 'sideEffects is false');
  const source = { '@ao/source': './src/index.ts', ...BUILT_ENTRY };
  expect(
    isDeepStrictEqual(manifest.exports['.'], source) && Object.keys(manifest.exports['.'] ?? {})[0] === '@ao/source',
    'exports["."] begins with the @ao/source condition, then types, then default',
  );
  expect(manifest.exports['./package.json'] === './package.json', 'exports has ./package.json');
  if (manifest.private) return;
  const published = manifest.publishConfig.exports ?? {};
  expect(
    isDeepStrictEqual(published['.'], BUILT_ENTRY) && published['./package.json'] === MANIFEST_EXPORT['./package.json'],
    'publishConfig.exports is the same without the @ao/source condition',
  );
  expect(isDeepStrictEqual(Object.keys(published), Object.keys(manifest.exports)), 'publishConfig.exports opens the same paths as exports');
}
