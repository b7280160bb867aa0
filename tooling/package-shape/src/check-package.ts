/**
 * Holds one package to what a stranger needs: it is packed, installed alone, imported and compiled against. Run it in
 * the folder of a built package: `pnpm run check:package`. Its counts go into the sum of `npm test`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SuiteResult, TestFailure } from '@ao/vitest';
import { checkConsumer, checkImport, checkPrograms } from './check-installed.ts';
import { checkContents, checkSourceMaps, checkTypes, checkWithPublint } from './check-tarball.ts';
import { readPackages } from './packages.ts';
import { type Stage, stagePackage } from './stage.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const directory = relative(root, process.cwd());
const privateNames = new Set(readPackages(root).flatMap(({ manifest }) => (manifest.private ? [manifest.name] : [])));

const checks: Readonly<Record<string, (stage: Stage) => readonly string[] | Promise<readonly string[]>>> = {
  'the tarball holds what is needed and nothing else': (stage) => checkContents(stage, privateNames),
  'source maps carry their sources': checkSourceMaps,
  'publint has no complaint': checkWithPublint,
  'its types resolve for ES modules': checkTypes,
  'it can be imported alone, without side effects': checkImport,
  'a strict consumer compiles against it': checkConsumer,
  'its programs start': checkPrograms,
};

using stage = stagePackage(root, directory);
const failures: TestFailure[] = [];
for (const [name, check] of Object.entries(checks)) {
  const problems = await check(stage);
  process.stdout.write(`${problems.length === 0 ? '✓' : '×'} ${name}\n${problems.map((problem) => `    ${problem}\n`).join('')}`);
  if (problems.length > 0) failures.push({ name, message: problems.join('\n') });
}

const result: SuiteResult = {
  suite: stage.manifest.name,
  task: 'check:package',
  passed: Object.keys(checks).length - failures.length,
  failed: failures.length,
  skipped: 0,
  skippedTests: [],
  failures,
};
mkdirSync('.test-results', { recursive: true });
writeFileSync(join('.test-results', 'check-package.json'), `${JSON.stringify(result, null, 2)}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
