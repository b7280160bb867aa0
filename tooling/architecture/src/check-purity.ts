import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Architecture } from './architecture.ts';

const PURE_BUILD = ['../../tooling/tsconfig/library.json', '../../tooling/tsconfig/pure.json'];
const PURE_CHECK = '../../tooling/tsconfig/pure-check.json';
const PURE_CHECK_COMMAND = 'tsc -p tsconfig.pure.json';

const configurationSchema = z.looseObject({
  extends: z.union([z.string(), z.array(z.string())]),
  compilerOptions: z.record(z.string(), z.unknown()).default({}),
});
const manifestSchema = z.looseObject({ scripts: z.record(z.string(), z.string()) });

/**
 * Third rule: the compiler keeps the pure layers pure, so nobody may switch it off quietly. Both the build and the type
 * check of such a package use the settings without Node and without the DOM, and override none of them.
 */
export function checkPurity(root: string, architecture: Architecture): readonly string[] {
  return [...architecture].filter(([, entry]) => entry.pure).flatMap(([name, entry]) => checkPackage(root, `${entry.folder}/${name}`));
}

function checkPackage(root: string, directory: string): readonly string[] {
  const problems: string[] = [];
  checkConfiguration(`${directory}/tsconfig.build.json`, PURE_BUILD);
  checkConfiguration(`${directory}/tsconfig.pure.json`, PURE_CHECK);
  const { scripts } = manifestSchema.parse(read(`${directory}/package.json`));
  if (scripts['typecheck']?.includes(PURE_CHECK_COMMAND) !== true) {
    problems.push(`${directory}/package.json: its typecheck script must run \`${PURE_CHECK_COMMAND}\`, as a pure layer.`);
  }
  return problems;

  function checkConfiguration(file: string, expected: string | readonly string[]): void {
    if (!existsSync(join(root, file))) {
      problems.push(`${file}: missing, and needed for a pure layer.`);
      return;
    }
    const configuration = configurationSchema.parse(read(file));
    if (JSON.stringify(configuration.extends) !== JSON.stringify(expected)) {
      problems.push(`${file}: a pure layer extends ${JSON.stringify(expected)}.`);
    }
    for (const option of ['lib', 'types', 'typeRoots'].filter((each) => each in configuration.compilerOptions)) {
      problems.push(`${file}: a pure layer does not set "${option}" itself.`);
    }
  }

  function read(file: string): unknown {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  }
}
