import { AoError } from '@ao/domain';
import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { type BytePath, splitByZero } from '../status/byte-path.ts';
import { KEPT_ADMIN_FILES, type RescueState, rescueStateSchema } from './rescue-state.ts';

/** What a rescue ref holds, read back. */
export interface RescuedContent {
  readonly state: RescueState;
  /** The index file; null when the worktree had none. */
  readonly index: Buffer | null;
  /** The tree of files that are brought back byte by byte. */
  readonly filesTree: string;
  readonly absent: readonly BytePath[];
  /** Files for the administrative folder, by their name there. */
  readonly adminFiles: ReadonlyMap<string, Buffer>;
}

/**
 * What a rescue ref stands for.
 *
 * - `content`: the whole content of a worktree
 * - `commit`: only a commit, of a worktree whose folder somebody had deleted
 */
export type Rescue = { readonly kind: 'content'; readonly content: RescuedContent } | { readonly kind: 'commit'; readonly commit: string };

/** Reads a rescue ref. Rejects with `RESTORE_TARGET_MISSING` when there is none, or it is not one that this version can read. */
export async function readRescue(git: GitClient, cwd: string, ref: string, signal?: AbortSignal): Promise<Rescue> {
  const nameOf = (file: string): string => `${ref}^4:${file}`;
  const files = ['state.json', 'index', 'absent', 'files', ...KEPT_ADMIN_FILES.map(({ name }) => name)];
  const objects = await resolveObjects(git, cwd, [`${ref}^{commit}`, ...files.map(nameOf)], signal);
  const commit = objects.get(`${ref}^{commit}`);
  if (commit === undefined) throw missing(ref, 'does not exist');
  const stateObject = objects.get(nameOf('state.json'));
  if (stateObject === undefined) return { kind: 'commit', commit };

  const read = async (file: string): Promise<Buffer | null> => {
    const objectId = objects.get(nameOf(file));
    if (objectId === undefined) return null;
    return Buffer.from(await git.byteText({ cwd, args: ['cat-file', 'blob', objectId], signal }), 'latin1');
  };
  const [stateText, index, absent, ...admin] = await Promise.all([
    read('state.json'),
    read('index'),
    read('absent'),
    ...KEPT_ADMIN_FILES.map(({ name }) => read(name)),
  ]);
  const state = rescueStateSchema.safeParse(parseJson(stateText?.toString('utf8') ?? ''));
  const filesTree = objects.get(nameOf('files'));
  if (!state.success || filesTree === undefined) throw missing(ref, 'was written by another version of ao');
  const adminFiles = new Map<string, Buffer>();
  for (const [position, { file }] of KEPT_ADMIN_FILES.entries()) {
    const bytes = admin[position];
    if (bytes !== null && bytes !== undefined) adminFiles.set(file, bytes);
  }
  const content = { state: state.data, index, filesTree, absent: splitByZero(absent?.toString('latin1') ?? ''), adminFiles };
  return { kind: 'content', content };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function missing(ref: string, why: string): AoError {
  return new AoError('RESTORE_TARGET_MISSING', {
    message: `The saved content cannot be brought back: ${ref} ${why}. See \`git for-each-ref refs/ao/rescue\`.`,
    details: { rescueRef: ref },
  });
}
