import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { z } from 'zod';

const FOLDERS = ['packages', 'apps', 'tooling'] as const;
const SCOPE = '@ao/';

const dependenciesSchema = z.record(z.string(), z.string()).default({});
const manifestSchema = z.looseObject({
  name: z.string(),
  private: z.boolean().default(false),
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: dependenciesSchema,
  peerDependencies: dependenciesSchema,
  devDependencies: dependenciesSchema,
});

/** The parts of a package.json that the rules look at. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** One package of the workspace as it lies on the disk. */
export type WorkspacePackage = {
  /** Name without the scope, which is also the name of its folder. */
  readonly name: string;
  /** Path from the root, such as `packages/domain`. */
  readonly directory: string;
  readonly manifest: Manifest;
  /** Tags in its turbo.json; empty when it has none. */
  readonly tags: readonly string[];
  /** TypeScript files that are published or run, from the root: `src` without tests and fixtures. */
  readonly sources: readonly string[];
};

/** Reads every package of the workspace at `root`, ordered by folder and name. */
export function readWorkspace(root: string): readonly WorkspacePackage[] {
  return FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .toSorted()
        .map((name) => join(folder, name)),
    )
    .filter((directory) => existsSync(join(root, directory, 'package.json')))
    .map((directory) => readPackage(root, directory));
}

/** The name without the scope when `specifier` names a package of this workspace, else undefined. */
export function workspaceNameOf(specifier: string): string | undefined {
  return specifier.startsWith(SCOPE) ? specifier.slice(SCOPE.length).split('/')[0] : undefined;
}

function readPackage(root: string, directory: string): WorkspacePackage {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8')));
  return {
    name: workspaceNameOf(manifest.name) ?? manifest.name,
    directory,
    manifest,
    tags: readTags(join(root, directory, 'turbo.json')),
    sources: sourcesIn(root, join(root, directory, 'src')),
  };
}

function readTags(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const schema = z.looseObject({ tags: z.array(z.string()).default([]) });
  return schema.parse(JSON.parse(readFileSync(file, 'utf8'))).tags;
}

function sourcesIn(root: string, folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isProductionSource(entry.name) && !isFixture(entry.parentPath))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted();
}

function isProductionSource(name: string): boolean {
  return /\.[cm]?tsx?$/.test(name) && !/\.(test|test-d|bench)\.[cm]?tsx?$/.test(name);
}

function isFixture(folder: string): boolean {
  return folder.split('/').some((part) => part === '__fixtures__' || basename(part) === 'node_modules');
}
