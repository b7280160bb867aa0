import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type PackageManifest, readPackage } from './packages.ts';

/** An empty folder in which one package is installed from its tarball, the way a stranger would have it. */
export type Stage = Disposable & {
  /** The folder; it has a `node_modules` with the package in it and nothing else. */
  readonly directory: string;
  /** The tarball of the package itself. */
  readonly tarball: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
  /** package.json as packed. */
  readonly manifest: PackageManifest;
};

/**
 * Packs a package and every workspace package it depends on, and lays the tarballs out as pnpm does: each package sees
 * the dependencies its packed package.json names, and no others. What comes from npm is linked from the workspace, so
 * that the check needs no network and no other versions than the lockfile's.
 */
export function stagePackage(root: string, directory: string): Stage {
  const stage = mkdtempSync(join(tmpdir(), 'ao-stage-'));
  const remove = () => rmSync(stage, { recursive: true, force: true });
  const staged = new Map<string, string>();
  try {
    const installed = install(directory);
    linkInto(join(stage, 'node_modules'), readPackage(root, directory).manifest.name, installed);
    const tarball = tarballOf(directory);
    const { manifest } = readPackage(installed, '.');
    return { directory: stage, tarball, files: filesIn(tarball), manifest, [Symbol.dispose]: remove };
  } catch (error) {
    remove();
    throw error;
  }

  /** Answers with the folder that holds the unpacked package. */
  function install(folder: string): string {
    const known = staged.get(folder);
    if (known !== undefined) return known;
    const { name } = readPackage(root, folder).manifest;
    const modules = join(stage, 'store', name.replace('/', '+'), 'node_modules');
    const target = join(modules, name);
    staged.set(folder, target);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', pack(folder), '-C', target, '--strip-components=1']);
    for (const dependency of Object.keys(readPackage(target, '.').manifest.dependencies)) {
      const source = realpathSync(join(root, folder, 'node_modules', dependency));
      const workspaceFolder = source.startsWith(`${realpathSync(root)}/node_modules/`)
        ? undefined
        : source.slice(realpathSync(root).length + 1);
      linkInto(modules, dependency, workspaceFolder === undefined ? source : install(workspaceFolder));
    }
    return target;
  }

  function pack(folder: string): string {
    const destination = join(stage, 'tarballs');
    mkdirSync(destination, { recursive: true });
    execFileSync(packageManager(), ['pack', '--pack-destination', destination], {
      cwd: join(root, folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return tarballOf(folder);
  }

  function tarballOf(folder: string): string {
    const { name, version } = readPackage(root, folder).manifest;
    return join(stage, 'tarballs', `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  }
}

/** The pnpm that runs this, if one does; started in another way, the one on the PATH. */
function packageManager(): string {
  const runner = process.env['npm_execpath'] ?? '';
  return basename(runner).startsWith('pnpm') ? runner : 'pnpm';
}

function filesIn(tarball: string): readonly string[] {
  const listing = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' });
  return listing
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
}

function linkInto(modules: string, name: string, target: string): void {
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  if (!existsSync(join(modules, name))) symlinkSync(target, join(modules, name));
}

/** Reads a file of the staged package. */
export function readStaged(stage: Stage, file: string): string {
  return readFileSync(join(stage.directory, 'node_modules', stage.manifest.name, file), 'utf8');
}
