import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ShapedPackage } from './packages.ts';

const COMMON_FILES = ['package.json', 'README.md', 'tsconfig.json', 'turbo.json', 'vitest.config.ts'];
const README_HEADINGS = ['## What it is', '## What it is not', '## Usage', '## Exports'];
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)*$/;
/** Names that say nothing about what is inside, and therefore fill up. */
const EMPTY_NAMES = /^(utils?|helpers?|misc|common)(\.|$)/;

/** The files each package has, how they are named, and what its README tells. One sentence per violation. */
export function checkFiles(root: string, shaped: ShapedPackage): readonly string[] {
  return [...checkPresence(root, shaped), ...checkReadme(root, shaped), ...checkNames(root, shaped), ...checkTests(root, shaped)];
}

function checkPresence(root: string, { directory, kind, manifest }: ShapedPackage): readonly string[] {
  const wanted = [
    ...COMMON_FILES,
    ...(kind === 'library' ? ['tsconfig.build.json', 'src/index.ts'] : ['rolldown.config.ts']),
    ...(manifest.private ? [] : ['LICENSE']),
  ];
  return wanted.filter((file) => !existsSync(join(root, directory, file))).map((file) => `${directory}/${file}: missing.`);
}

function checkReadme(root: string, { directory, manifest }: ShapedPackage): readonly string[] {
  const file = join(root, directory, 'README.md');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const headings = lines.filter((line) => README_HEADINGS.includes(line));
  const problems =
    headings.join() === README_HEADINGS.join()
      ? []
      : [`${directory}/README.md: it has the headings ${README_HEADINGS.join(', ')}, in this order, and others between.`];
  return lines[0] === `# ${manifest.name}` ? problems : [`${directory}/README.md: its first line is "# ${manifest.name}".`, ...problems];
}

function checkNames(root: string, { directory }: ShapedPackage): readonly string[] {
  return sourceFiles(root, directory).flatMap((file) => {
    const name = file.split('/').at(-1) ?? '';
    if (EMPTY_NAMES.test(name)) return [`${file}: name the file after what it does, not "${name}".`];
    return KEBAB_CASE.test(name) ? [] : [`${file}: file names are kebab-case.`];
  });
}

/** Types need no tests of their own; code does. The conformance suites are tests, proven on the fakes of `testing`. */
function checkTests(root: string, { directory, name }: ShapedPackage): readonly string[] {
  if (name === 'conformance') return [];
  const files = sourceFiles(root, directory);
  const hasCode = files.some(
    (file) => !isTest(file) && /^export (async )?(function|const|class|let)\b/m.test(readFileSync(join(root, file), 'utf8')),
  );
  const hasTests = files.some(isTest) || existsSync(join(root, directory, 'test'));
  return hasCode && !hasTests ? [`${directory}: it has code and not one test.`] : [];
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts');
}

function sourceFiles(root: string, directory: string): readonly string[] {
  const folder = join(root, directory, 'src');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('__fixtures__'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted();
}
