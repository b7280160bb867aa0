import type { CommitOrigin, CommitOriginRequest } from '@ao/ports';
import type { GitClient } from '../git/git-client.ts';
import { resolveObjects } from '../git/object-resolver.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';

/** Notes of git that say a commit was made; the others only say where somebody went. */
const MADE_HERE =
  /^(?:commit\b|cherry-pick\b|revert\b|am\b|applypatch|(?:rebase|pull)[^:]*\((?:pick|reword|edit|squash|fixup|continue|amend)\)|[^:]*: Merge made by)/u;
/** A commit by its full name; anything else could be read by git as an expression or an option. */
const OBJECT_ID = /^[0-9a-f]{40,64}$/u;
/** A branch that git could take for something else is not asked about. */
const PLAIN_NAME = /^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/u;
const NOTES_MAX_BYTES = 16 * 1024 * 1024;

/** Whether a commit was made in a worktree; see `WorkspaceV1.hasCommit`. */
export async function findCommitOrigin(git: GitClient, request: CommitOriginRequest, signal?: AbortSignal): Promise<CommitOrigin> {
  const { repositoryPath: cwd, path, commit, baseCommit } = request;
  if (!OBJECT_ID.test(commit)) return 'unknown';
  const branches = Array.from(new Set(request.branches)).filter((branch) => PLAIN_NAME.test(branch));
  const registration = path === null ? null : await readRegistration(path);
  const refs = branches.map((branch) => `refs/heads/${branch}`);
  const base = baseCommit !== null && OBJECT_ID.test(baseCommit) ? baseCommit : null;
  const known = await resolveObjects(git, cwd, [`${commit}^{commit}`, ...refs], signal);
  const present = refs.filter((ref) => known.has(ref));
  if (!known.has(`${commit}^{commit}`)) return registration === null && present.length === 0 ? 'unknown' : 'no';

  const places = [...refs.map((ref) => ({ cwd, ref })), ...(registration === null || path === null ? [] : [{ cwd: path, ref: 'HEAD' }])];
  let isNoted = false;
  for (const place of places) {
    const notes = await readNotes(git, place, signal);
    if (notes.some((note) => note.commit === commit && MADE_HERE.test(note.words))) return 'yes';
    isNoted ||= notes.length > 0;
  }
  const tips = [...present, ...(registration === null || path === null ? [] : [await headOf(git, path, signal)])].filter(
    (tip) => tip !== null,
  );
  if (tips.length === 0) return isNoted ? 'no' : 'unknown';
  return (await isOwnHistory(git, { cwd, commit, tips, base, branches }, signal)) ? 'yes' : 'no';
}

/** Where a branch, or a worktree, has stood, newest first. One that git keeps no notes of has none. */
async function readNotes(
  git: GitClient,
  place: { readonly cwd: string; readonly ref: string },
  signal: AbortSignal | undefined,
): Promise<readonly { readonly commit: string; readonly words: string }[]> {
  const { cwd, ref } = place;
  const args = ['log', '-g', '--format=%H %gs', '--no-show-signature', '-n', '5000', ref, '--'];
  const { exitCode, stdout } = await git.run({ cwd, args, maxOutputBytes: NOTES_MAX_BYTES, stopWhenFull: true, signal });
  if (exitCode !== 0) return [];
  return stdout.split('\n').flatMap((line) => {
    const space = line.indexOf(' ');
    return space < 0 ? [] : [{ commit: line.slice(0, space), words: line.slice(space + 1) }];
  });
}

async function headOf(git: GitClient, cwd: string, signal: AbortSignal | undefined): Promise<string | null> {
  const { exitCode, stdout } = await git.run({ cwd, args: ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], signal });
  return exitCode === 0 ? stdout.trim() : null;
}

/** Whether the commit is in the history of the branches, and neither in what they began with nor in anything fetched but these branches themselves. */
async function isOwnHistory(
  git: GitClient,
  asked: {
    readonly cwd: string;
    readonly commit: string;
    readonly tips: readonly string[];
    readonly base: string | null;
    readonly branches: readonly string[];
  },
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { cwd, commit, tips, base, branches } = asked;
  const own = branches.map((branch) => `--exclude=refs/remotes/*/${branch}`);
  const without = base === null ? [] : [base];
  const args = ['rev-list', '--max-count=20000', ...tips, '--not', ...without, ...own, '--remotes', '--'];
  const { exitCode, stdout } = await git.run({ cwd, args, signal });
  return exitCode === 0 && stdout.split('\n').includes(commit);
}
