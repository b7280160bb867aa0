import type { SessionId } from '@ao/domain';
import type { OrchestratorWakesOptions } from './orchestrator-wakes-options.ts';

/** Reads where branches stand, one after the other: a look costs two short programs, and nobody waits for it. */
export interface HeadReader {
  /** Asks for a look at the branch of a session; one that is asked for already is made once. */
  look(id: SessionId): void;
  /** Resolves when everything asked for was looked at. */
  settled(): Promise<void>;
}

type HeadOptions = Pick<OrchestratorWakesOptions, 'stores' | 'workspace' | 'clock' | 'logger'>;

/** Makes the reader. What it reads is stored; whoever follows the sessions is told by `onRead`. */
export function createHeadReader(options: HeadOptions, signal: AbortSignal, onRead: (id: SessionId) => void): HeadReader {
  const waiting = new Set<SessionId>();
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    for (const id of waiting) {
      waiting.delete(id);
      if (signal.aborted) return;
      await readOne(id).catch((error: unknown) => {
        if (!signal.aborted) options.logger.warn('The branch of a session could not be looked at', { sessionId: id, error });
      });
    }
  }

  async function readOne(id: SessionId): Promise<void> {
    const { stores, workspace, clock } = options;
    const session = stores.sessions.get(id);
    if (session === null || session.workspace.path === null || session.workspace.state !== 'present') return;
    const { path, baseCommit } = session.workspace;
    // A turn that ended while nobody looked ended then, not now.
    const at = session.activity.state === 'idle' ? Math.min(session.activity.since, clock.now()) : clock.now();
    const head = (await workspace.head?.({ path, baseCommit }, signal)) ?? null;
    if (head === null || stores.wakes.heads([id]).get(id)?.commit === head.commit) return;
    stores.wakes.putHead(id, { ...head, at });
    onRead(id);
  }

  return {
    look(id) {
      if (options.workspace.head === undefined) return;
      waiting.add(id);
      working ??= work().finally(() => {
        working = null;
      });
    },
    settled: async () => {
      await working;
    },
  };
}
