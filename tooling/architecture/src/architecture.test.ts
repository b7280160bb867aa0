import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readArchitecture } from './architecture.ts';
import { boundariesOf } from './boundaries.ts';
import { checkDependencies } from './check-dependencies.ts';
import { checkImports } from './check-imports.ts';
import { checkPurity } from './check-purity.ts';
import { readWorkspace } from './workspace.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const architecture = readArchitecture(root);
const packages = readWorkspace(root);

describe('this workspace', () => {
  test('declares only what the table allows', () => {
    expect(checkDependencies(architecture, packages)).toEqual([]);
  });

  test('imports only what gets installed with each package', () => {
    expect(checkImports(root, architecture, packages)).toEqual([]);
  });

  test('compiles its pure layers without Node and without the DOM', () => {
    expect(checkPurity(root, architecture)).toEqual([]);
  });

  test('has the boundaries of the table in turbo.json', () => {
    const turbo: unknown = JSON.parse(readFileSync(join(root, 'turbo.json'), 'utf8'));
    expect(turbo, 'Run `pnpm run boundaries` in tooling/architecture.').toMatchObject({
      boundaries: boundariesOf(architecture),
    });
  });
});
