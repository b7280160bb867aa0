import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { problemKindInfo } from '@arethetypeswrong/core/problems';
import { readFileSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { readStaged, type Stage } from './stage.ts';

/** Needed by whoever looks at the package: what it is, how to use it, what they may do with it. */
const ALWAYS_PACKED = ['package.json', 'README.md', 'LICENSE'];
/** The packages are ES modules only, so what would not work for CommonJS is not a problem. */
const NOT_FOR_ESM_ONLY = new Set(['CJSResolvesToESM', 'NoResolution']);

/** What is in the tarball: all that is needed, no sources, no tests, and only dependencies a stranger can install. */
export function checkContents({ files, manifest }: Stage, privateNames: ReadonlySet<string>): readonly string[] {
  const missing = ALWAYS_PACKED.filter((file) => !files.includes(file)).map((file) => `${file} is not in the tarball.`);
  const surplus = files.filter(isNotForStrangers).map((file) => `${file} does not belong into the tarball.`);
  const unusable = Object.entries(manifest.dependencies).flatMap(([name, range]) => {
    if (privateNames.has(name)) return [`It depends on ${name}, which is not published.`];
    return /^(workspace|catalog|link|file):/.test(range) ? [`Its dependency ${name} was packed as "${range}".`] : [];
  });
  return [...missing, ...surplus, ...unusable];
}

/** Sources, tests and what builds them; source maps carry the sources that matter. */
function isNotForStrangers(file: string): boolean {
  return /^(src|test|scripts|coverage|node_modules)\/|\.test\.|__fixtures__|\.tsbuildinfo$|^[^/]+\.config\.|^tsconfig|^turbo\.json$/.test(
    file,
  );
}

/** What publint says about the tarball; suggestions count, because they are about how others use the package. */
export async function checkWithPublint({ tarball }: Stage): Promise<readonly string[]> {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** What attw says about the types of an ES module package. Programs have no types. */
export async function checkTypes({ tarball, manifest }: Stage): Promise<readonly string[]> {
  if (manifest.exports['.'] === undefined) return [];
  const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
  if (!result.types) return ['It has no types.'];
  return result.problems
    .filter((problem) => !('resolutionKind' in problem && isCommonJs(problem.resolutionKind)) && !NOT_FOR_ESM_ONLY.has(problem.kind))
    .map((problem) => `${problemKindInfo[problem.kind].title}: ${JSON.stringify(problem)}`);
}

function isCommonJs(resolutionKind: string): boolean {
  return resolutionKind === 'node10' || resolutionKind === 'node16-cjs';
}

/** The modules of source maps would be of no use without what they map to. */
export function checkSourceMaps(stage: Stage): readonly string[] {
  return stage.files
    .filter((file) => file.endsWith('.js.map'))
    .filter((file) => !readStaged(stage, file).includes('"sourcesContent"'))
    .map((file) => `${file} does not carry its sources, and the tarball does not hold them.`);
}
