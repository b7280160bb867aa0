import { isDeepStrictEqual } from 'node:util';
import { codeEntriesOf, type ShapedPackage } from './packages.ts';

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

  expect(manifest.files.includes('dist'), 'files holds "dist"');
  expect(!manifest.files.some((file) => /^(src|test|\*|\.)/.test(file)), 'files names what is published, without sources and tests');
  expect(manifest.publishConfig.access === 'public', 'publishConfig.access is public');
  expect(manifest.repository?.directory === directory, `repository.directory is ${directory}`);
  expect('check:package' in manifest.scripts, 'it has a script "check:package"');
  expect(manifest.name === `@ao/${name}`, 'its scope is @ao');
  return problems;
}

function checkLibrary({ manifest }: ShapedPackage, expect: (holds: boolean, sentence: string) => void): void {
  expect(manifest.sideEffects === false, 'sideEffects is false');
  expect('.' in manifest.exports, 'exports has "."');
  expect(manifest.exports['./package.json'] === './package.json', 'exports has ./package.json');
  for (const path of codeEntriesOf(manifest)) {
    const name = path === '.' ? 'index' : path.slice(2);
    const built = { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` };
    const source = { '@ao/source': `./src/${name}.ts`, ...built };
    expect(sameInOrder(manifest.exports[path], source), `exports["${path}"] is ${JSON.stringify(source)}, in this order`);
    if (manifest.private) continue;
    expect(
      sameInOrder(manifest.publishConfig.exports?.[path], built),
      `publishConfig.exports["${path}"] is the same without the @ao/source condition`,
    );
  }
  if (manifest.private) return;
  expect(
    isDeepStrictEqual(Object.keys(manifest.publishConfig.exports ?? {}), Object.keys(manifest.exports)),
    'publishConfig.exports opens the same paths as exports',
  );
}

/** Conditions are tried in the order in which they stand. */
function sameInOrder(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
