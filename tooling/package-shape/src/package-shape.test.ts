import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkExports } from './check-exports.ts';
import { checkFiles } from './check-files.ts';
import { checkManifest } from './check-manifest.ts';
import { readPackages } from './packages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packages = readPackages(root);

describe.each(packages)('$directory', (shaped) => {
  test('has a package.json like the others', () => {
    expect(checkManifest(shaped)).toEqual([]);
  });

  test('has the files every package has', () => {
    expect(checkFiles(root, shaped)).toEqual([]);
  });

  test('offers documented names, and its README imports only those', () => {
    expect(checkExports(root, shaped)).toEqual([]);
  });
});

test('everything published is versioned together, except adapters', () => {
  const schema = z.looseObject({ fixed: z.array(z.array(z.string())) });
  const { fixed } = schema.parse(JSON.parse(readFileSync(join(root, '.changeset', 'config.json'), 'utf8')));
  const together = packages
    .filter(({ name, manifest }) => !manifest.private && (!name.startsWith('adapter-') || name === 'adapter-kit'))
    .map(({ manifest }) => manifest.name);
  expect(fixed).toHaveLength(1);
  expect(fixed[0]?.toSorted()).toEqual(together.toSorted());
});
