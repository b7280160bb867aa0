import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitClient } from '../git/git-client.ts';

/**
 * A throw-away git directory beside a real one: it shares the objects and nothing else, and in it every file is just bytes. Through it
 * files are stored and brought back exactly, whatever line-ending conversion, filters, hooks or configuration the repository has, and
 * without a lock or an index of the repository being touched.
 */
export interface RawGitDirectory {
  /** Environment that makes git use it, with an index of the given name. */
  env(indexName: string): Readonly<Record<string, string>>;
  /** Path of an index, to copy one there. */
  indexPath(indexName: string): string;
}

/** Conversions are unspecified or off for all files; `info/attributes` overrides whatever the work tree says. */
const ATTRIBUTES = '* -text !eol -crlf -filter -ident !working-tree-encoding\n';

/** Makes one in an empty folder of the caller, for a work tree and the repository it belongs to. */
export async function makeRawGitDirectory(
  git: GitClient,
  place: { readonly folder: string; readonly workTree: string; readonly commonDirectory: string },
  signal?: AbortSignal,
): Promise<RawGitDirectory> {
  const format = await git.text({ cwd: place.commonDirectory, args: ['rev-parse', '--show-object-format'], signal });
  const { folder } = place;
  await Promise.all(['objects', 'refs', 'info'].map((name) => mkdir(join(folder, name))));
  await Promise.all([
    writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(folder, 'config'), configText(format.trim())),
    writeFile(join(folder, 'info/attributes'), ATTRIBUTES),
  ]);
  const indexPath = (name: string): string => join(folder, `index-${name}`);
  return {
    indexPath,
    env: (indexName) => ({
      GIT_DIR: folder,
      GIT_WORK_TREE: place.workTree,
      GIT_OBJECT_DIRECTORY: join(place.commonDirectory, 'objects'),
      GIT_INDEX_FILE: indexPath(indexName),
    }),
  };
}

function configText(objectFormat: string): string {
  const version = objectFormat === 'sha1' ? '0' : '1';
  const extension = objectFormat === 'sha1' ? '' : `[extensions]\n\tobjectformat = ${objectFormat}\n`;
  const core = [
    'autocrlf = false',
    'fileMode = true',
    'symlinks = true',
    'splitIndex = false',
    'untrackedCache = false',
    'safecrlf = false',
  ];
  return `[core]\n\trepositoryformatversion = ${version}\n${core.map((line) => `\t${line}\n`).join('')}${extension}`;
}
