import { z } from 'zod';

/**
 * What a rescue commit knows besides files, stored as `state.json` in the tree of its fourth parent.
 *
 * The rescue commit has the shape of a stash, so that git alone can bring it back, and one parent more:
 *
 * 1. the commit that was checked out
 * 2. the index, as a tree
 * 3. the untracked files, as a tree
 * 4. the exact state: `state.json`, `index` (the index file itself), `files` (changed and untracked files, byte by byte), `absent`
 *    (tracked files that were deleted, ended by zero bytes), and `config.worktree` and `sparse-checkout` where the worktree had them
 */
export const rescueStateSchema = z.object({
  version: z.literal(1),
  /** Null when the branch had no commit yet; the first parent then is an empty stand-in. */
  headCommit: z.string().nullable(),
  /** Null when HEAD was detached. */
  headBranch: z.string().nullable(),
  baseRef: z.string().nullable(),
  baseCommit: z.string().nullable(),
  branchCreated: z.boolean(),
  links: z.array(z.object({ path: z.string(), target: z.string() })),
  /** Permissions of files that were closed to others, one character per byte of the name; git itself only keeps the executable bit. */
  permissions: z.array(z.tuple([z.string(), z.number()])),
});

/** One of {@link rescueStateSchema}. */
export type RescueState = Readonly<z.infer<typeof rescueStateSchema>>;

/** Files of the administrative folder that decide which files a work tree has, and their names in the state tree. */
export const KEPT_ADMIN_FILES: readonly { readonly file: string; readonly name: string }[] = [
  { file: 'config.worktree', name: 'config.worktree' },
  { file: 'info/sparse-checkout', name: 'sparse-checkout' },
];
