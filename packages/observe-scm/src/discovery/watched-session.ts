import { type SessionId, type SessionRecord, type Timestamp, toAoError } from '@ao/domain';
import type { Clock, Logger, RepositoryAddress, ScmV1, Stores, WorkspaceV1 } from '@ao/ports';
import type { RepositoryPair } from './repository-pair.ts';

/** The clocks of hosts and machines differ, and hosts know whole seconds only. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** Pull requests of sessions that ended longer ago are not looked for any more. */
const ENDED_WITHIN_MS = 14 * 24 * 60 * 60_000;
/** Remotes of a worktree are looked up again after so long: they rarely change. */
const TARGET_KEPT_MS = 10 * 60_000;

/** A session that may have pull requests, and where they would be. */
export interface WatchedSession extends RepositoryPair {
  readonly record: SessionRecord;
}

/** Finds out where sessions would have pull requests. */
export interface WatchedSessions {
  /** All that may have some now. Asks no host. */
  list(signal: AbortSignal): Promise<readonly WatchedSession[]>;
  /** Look the remotes of a session up again. */
  forget(id: SessionId): void;
}

/** What is needed for that. */
export interface WatchedSessionsOptions {
  readonly stores: Pick<Stores, 'projects' | 'sessions'>;
  readonly scm: Pick<ScmV1, 'parseRemote'>;
  readonly workspace: Pick<WorkspaceV1, 'pushTarget'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly logger: Logger;
}

/** Makes it. */
export function createWatchedSessions(options: WatchedSessionsOptions): WatchedSessions {
  const { stores, scm, workspace, clock, logger } = options;
  const targets = new Map<string, { readonly at: number; readonly url: string | null }>();

  /** Of an ended session only what holds for its whole repository is looked up, so that hundreds of them cost nothing. */
  function targetKey({ id, phase, workspace: { repositoryPath } }: SessionRecord): string {
    return phase === 'ended' ? repositoryPath : id;
  }

  async function pushUrl(record: SessionRecord, signal: AbortSignal): Promise<string | null> {
    const key = targetKey(record);
    const known = targets.get(key);
    if (known !== undefined && clock.monotonic() - known.at < TARGET_KEPT_MS) return known.url;
    const { repositoryPath, branch, state, path } = record.workspace;
    const asked =
      record.phase === 'ended'
        ? { repositoryPath, path: null, branch: null }
        : { repositoryPath, path: state === 'present' ? path : null, branch };
    let url = known?.url ?? null;
    try {
      url = (await workspace.pushTarget?.(asked, signal))?.url ?? null;
    } catch (thrown) {
      signal.throwIfAborted();
      const error = toAoError(thrown, 'looking up where a branch is pushed to');
      logger.debug('Where a session pushes to is not known', { sessionId: record.id, error });
    }
    targets.set(key, { at: clock.monotonic(), url });
    return url;
  }

  return {
    forget: (id) => void targets.delete(id),
    async list(signal) {
      const now = clock.now();
      const mayHave = stores.sessions.list().filter((record) => mayHavePullRequests(record, now));
      const found: WatchedSession[] = [];
      for (const record of mayHave) {
        const originUrl = stores.projects.get(record.projectId)?.originUrl ?? null;
        const origin = originUrl === null ? null : scm.parseRemote(originUrl);
        // A project without a remote may have got one since.
        if (originUrl !== null && origin === null) continue;
        const target = await pushUrl(record, signal);
        const pushed: RepositoryAddress | null = target === null ? null : scm.parseRemote(target);
        const repository = origin ?? pushed;
        if (repository === null) continue;
        const sourceRepository = pushed !== null && pushed.host === repository.host ? pushed : repository;
        found.push({ record, repository, sourceRepository });
      }
      const present = new Set(mayHave.map(targetKey));
      for (const key of targets.keys()) if (!present.has(key)) targets.delete(key);
      return found;
    },
  };
}

function mayHavePullRequests({ phase, workspace, end }: SessionRecord, now: number): boolean {
  if (workspace.branch === null || phase === 'queued') return false;
  return phase !== 'ended' || (end !== null && end.reason !== 'spawn_failed' && now - end.at < ENDED_WITHIN_MS);
}

/** What was last changed before then cannot be of this session. */
export function mayBeginAt({ createdAt }: SessionRecord): Timestamp {
  return createdAt - CLOCKS_DIFFER_MS;
}
