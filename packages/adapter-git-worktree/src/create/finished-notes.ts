import type { SessionId } from '@ao/domain';
import { isDeepStrictEqual } from 'node:util';
import { runInRepositoryQueue } from '../repository/repository-queue.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { WorktreePlace } from './earlier-attempt.ts';

/** Notes of one kind, one for each session. */
interface Notes {
  read(sessionId: SessionId): Promise<unknown>;
  clear(sessionId: SessionId): Promise<void>;
}

/**
 * Deletes a note about work that is done. Never rejects: a note that cannot be deleted does not fail the work. It is tried again later,
 * unless something new has been noted by then.
 */
export async function forgetNote(
  { later }: WorkspaceContext,
  { sessionId, path, commonDirectory }: Omit<WorktreePlace, 'pending'>,
  notes: Notes,
): Promise<void> {
  const noted = await notes.read(sessionId);
  await notes.clear(sessionId).catch((error: unknown) => {
    const attempt = (): Promise<void> =>
      runInRepositoryQueue(commonDirectory, async () => {
        if (isDeepStrictEqual(await notes.read(sessionId), noted)) await notes.clear(sessionId);
      });
    later.add({ what: 'deleting the note about a finished worktree', path, attempt }, error);
  });
}
