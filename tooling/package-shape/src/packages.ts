import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string().default(''),
  license: z.string().default(''),
  type: z.string().default('commonjs'),
  private: z.boolean().default(false),
  sideEffects: z.boolean().optional(),
  exports: z.record(z.string(), z.unknown()).default({}),
  bin: z.record(z.string(), z.string()).default({}),
  files: z.array(z.string()).default([]),
  engines: z.record(z.string(), z.string()).default({}),
  scripts: z.record(z.string(), z.string()).default({}),
  repository: z.object({ type: z.string(), url: z.string(), directory: z.string() }).optional(),
  publishConfig: z.looseObject({ access: z.string().optional(), exports: z.record(z.string(), z.unknown()).optional() }).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

/** The parts of a package.json that every package must have right. */
export type PackageManifest = Readonly<z.infer<typeof manifestSchema>>;

/** A package of `packages` (a library, with an entry point) or of `apps` (a program). */
export type ShapedPackage = {
  /** Name without the scope. */
  readonly name: string;
  readonly kind: 'library' | 'application';
  /** Path from the root, such as `packages/domain`. */
  readonly directory: string;
  readonly manifest: PackageManifest;
};

/** Reads what is in `packages` and `apps`, ordered by name. Tooling has no shape to keep: nobody installs it. */
export function readPackages(root: string): readonly ShapedPackage[] {
  return (['packages', 'apps'] as const).flatMap((folder) =>
    readdirSync(join(root, folder))
      .toSorted()
      .filter((name) => existsSync(join(root, folder, name, 'package.json')))
      .map((name) => readPackage(root, `${folder}/${name}`)),
  );
}

/** Reads one package. */
export function readPackage(root: string, directory: string): ShapedPackage {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8')));
  return {
    name: manifest.name.replace('@ao/', ''),
    kind: directory.startsWith('apps/') ? 'application' : 'library',
    directory,
    manifest,
  };
}

/** The subpaths of a package that hold code: `.`, and any besides it. A plain path, such as a JSON file, holds none. */
export function codeEntriesOf(manifest: PackageManifest): readonly string[] {
  return Object.keys(manifest.exports).filter((path) => typeof manifest.exports[path] !== 'string');
}

/** What others write to import a subpath: `@ao/client/node` for `./node`. */
export function specifierOf(manifest: PackageManifest, path: string): string {
  return manifest.name + path.slice(1);
}
