import type { SessionId } from '@ao/domain';
import type { GitClient } from '../git/git-client.ts';

const FINGERPRINT_TRAILER = 'Ao-Fingerprint';
const FORMAT = '%(refname)%00%(contents)%00';
const FINGERPRINT = new RegExp(`^${FINGERPRINT_TRAILER}: (?<value>.*)$`, 'mu');

/** One saved state of a session. */
export interface RescueRef {
  readonly name: string;
  readonly number: number;
  /** Of the content it was made from. */
  readonly fingerprint: string;
}

/** Lists what was saved for a session, oldest first. */
export async function listRescueRefs(
  git: GitClient,
  request: { readonly cwd: string; readonly sessionId: SessionId },
  signal?: AbortSignal,
): Promise<readonly RescueRef[]> {
  const folder = `refs/ao/rescue/${request.sessionId}`;
  const listed = await git.text({ cwd: request.cwd, args: ['for-each-ref', `--format=${FORMAT}`, `${folder}/`], signal });
  const parts = listed.split('\0');
  return parts
    .flatMap((part, index) => {
      const name = part.trim();
      if (index % 2 === 1 || !name.startsWith(`${folder}/`)) return [];
      const number = Number(name.slice(folder.length + 1));
      const fingerprint = FINGERPRINT.exec(parts[index + 1] ?? '')?.groups?.value ?? '';
      return Number.isInteger(number) ? [{ name, number, fingerprint }] : [];
    })
    .sort((one, other) => one.number - other.number);
}

/**
 * Where content goes when it is saved: the newest ref if it holds this very content already (saving was done, removing was not), else the
 * next free number.
 */
export async function chooseRescueRef(
  git: GitClient,
  request: { readonly cwd: string; readonly sessionId: SessionId; readonly fingerprint: string },
  signal?: AbortSignal,
): Promise<string> {
  const newest = (await listRescueRefs(git, request, signal)).at(-1);
  if (newest?.fingerprint === request.fingerprint) return newest.name;
  return `refs/ao/rescue/${request.sessionId}/${(newest?.number ?? 0) + 1}`;
}

/** The message of a rescue commit, for people who find it with git alone. */
export function rescueMessage(request: {
  readonly sessionId: SessionId;
  readonly ref: string;
  readonly where: string;
  readonly fileCount: number;
  readonly fingerprint: string;
}): string {
  const { sessionId, ref, where, fileCount, fingerprint } = request;
  return [
    `ao rescue of ${sessionId}: ${fileCount} uncommitted files on ${where}`,
    '',
    `Bring it back with \`ao session undo-cleanup ${sessionId}\`, or by hand, on a clean checkout of the first parent, with`,
    `\`git stash apply --index ${ref}\`.`,
    '',
    `${FINGERPRINT_TRAILER}: ${fingerprint}`,
    '',
  ].join('\n');
}
