import type { Activity, AgentName, LaunchId, ProjectConfig, ProjectId, RuntimeHandle, RuntimeName, SessionId } from '@ao/domain';
import { createLifecycle, type Lifecycle, newSessionFacts } from '@ao/lifecycle';
import type { CommitOrigin, NoticeRequest, Notices, PullRequestSnapshot, ScmV1, Stores } from '@ao/ports';
import {
  createCountingIdentifiers,
  createFakeClock,
  createInMemoryStores,
  createProcessLife,
  createProcessStores,
  createRecordingLogger,
  createSimulatedMessenger,
  createWorldFaults,
} from '@ao/testing';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { createPullRequestObserver } from '../pull-request-observer.ts';
import { createScriptedScm, snapshot } from './scripted-scm.ts';

export const PROJECT = 'shop' as ProjectId;
export const MINUTE = 60_000;

/** What a world may be made with. */
export interface ObservedWorldOptions {
  readonly config?: ProjectConfig;
  readonly originUrl?: string | null;
  readonly scm?: ScmV1;
  readonly startAt?: number;
}

/** Sessions, a host that says what it is told to, and one life of the observer after the other, under a clock that is moved by hand. */
export function createObservedWorld(options: ObservedWorldOptions = {}) {
  const clock = createFakeClock(options.startAt ?? 1_790_000_000_000);
  const logger = createRecordingLogger();
  const stores = createInMemoryStores({ clock });
  const scm = createScriptedScm(() => clock.now());
  const faults = createWorldFaults();
  const origins = new Map<string, CommitOrigin>();
  const targets = new Map<string, string>();
  const notices = recordingNotices();
  const ended: SessionId[] = [];
  const identifiers = createCountingIdentifiers();
  stores.projects.add({
    id: PROJECT,
    path: '/code/shop',
    name: 'shop',
    originUrl: options.originUrl === undefined ? 'git@github.com:acme/shop.git' : options.originUrl,
    defaultBranch: 'main',
    config: options.config ?? {},
    registeredAt: clock.now(),
    archivedAt: null,
  });
  let lifecycle: Lifecycle = createLifecycle({ stores, clock, logger });

  /** A session whose agent is idle, with a branch of its own. */
  function spawn(changes: { readonly branch?: string } = {}): SessionId {
    const at = clock.now();
    const session = stores.sessions.create(PROJECT, (id) => {
      const facts = newSessionFacts({ at, deadlineAt: at + MINUTE, repositoryPath: '/code/shop' });
      const workspace = { ...facts.workspace, state: 'present', path: `/w/${id}`, branch: changes.branch ?? `ao/${id}/work` } as const;
      return {
        projectId: PROJECT,
        kind: 'worker',
        agent: 'claude-code' as AgentName,
        runtime: 'pty-host' as RuntimeName,
        permissionMode: 'default',
        model: null,
        command: null,
        issueId: null,
        spawnedBy: null,
        prompt: null,
        createdAt: at,
        displayName: null,
        ...facts,
        workspace,
      };
    });
    launch(session.id);
    return session.id;
  }

  function launch(id: SessionId): void {
    const at = clock.now();
    const launchId = `launch-${id}-${at}` as LaunchId;
    lifecycle.observe(id, {
      type: 'launched',
      at,
      launchId,
      handle: `t-${id}` as RuntimeHandle,
      process: { pid: 1, startTime: '1', bootId: 'b' },
      agentSessionId: null,
      expectsSignals: true,
      readyWithinMs: 30_000,
    });
    lifecycle.observe(id, { type: 'launch_ready', at, launchId });
    setActivity(id, 'idle');
  }

  function restore(id: SessionId): void {
    lifecycle.observe(id, { type: 'restore_begun', at: clock.now(), deadlineAt: clock.now() + MINUTE });
    launch(id);
  }

  function setActivity(id: SessionId, state: Activity['state']): void {
    const launchId = stores.sessions.get(id)?.launch?.id;
    if (launchId === undefined) throw new Error(`${id} has no launch`);
    const at = clock.now();
    if (state === 'exited') throw new Error('an agent that exits ends its session');
    const turnBoundary = state === 'idle' || state === 'active';
    const signal = { type: 'activity', at, source: 'hook', evidence: 'test', state, detail: null, correlationId: null, turnBoundary } as const;
    lifecycle.observe(id, { type: 'agent_signal', at, launchId, signal });
  }

  function end(id: SessionId, reason: 'killed' | 'merged' = 'killed'): void {
    lifecycle.observe(id, { type: 'ended', at: clock.now(), reason, message: null });
  }

  /** A pull request of the session, as the host shows it from now on. */
  function open(id: SessionId, changes: Partial<PullRequestSnapshot> = {}): PullRequestSnapshot {
    const number = changes.number ?? Number(id.split('-').at(-1));
    const shown = snapshot(number, { sourceBranch: `ao/${id}/work`, updatedAt: clock.now(), ...changes });
    scm.pullRequests.set(shown.id, shown);
    origins.set(shown.headCommit, origins.get(shown.headCommit) ?? 'yes');
    return shown;
  }

  function change(id: string, changes: Partial<PullRequestSnapshot>): void {
    const shown = scm.pullRequests.get(id);
    if (shown === undefined) throw new Error(`the host has no ${id}`);
    scm.pullRequests.set(id, { ...shown, ...changes });
  }

  /** One life of the daemon. */
  function start(more: Partial<PullRequestObserverOptions> = {}) {
    const life = createProcessLife({ clock, faults });
    const own: Stores = createProcessStores(stores, life);
    lifecycle = createLifecycle({ stores, clock, logger });
    const messenger = createSimulatedMessenger({ stores: own, clock: life.clock, identifiers });
    const observer = createPullRequestObserver({
      stores: own,
      lifecycle,
      scm: options.scm ?? scm,
      workspace: {
        hasCommit: ({ commit }) => Promise.resolve(origins.get(commit) ?? 'no'),
        pushTarget: ({ branch }) =>
          Promise.resolve({ url: targets.get(branch ?? '') ?? stores.projects.get(PROJECT)?.originUrl ?? null }),
      },
      messenger,
      notices,
      endSession: (id) =>
        life.call('session.end', undefined, () => {
          ended.push(id);
          end(id, 'merged');
        }),
      clock: life.clock,
      logger,
      random: () => 0.5,
      ...more,
    });
    const stop = new AbortController();
    const running = observer.run(stop.signal);
    return { observer, life, messenger, stop: () => (stop.abort(new Error('the daemon stops')), running) };
  }

  return {
    clock,
    logger,
    stores,
    scm,
    notices,
    /** Whose commits are whose; those that are absent were made elsewhere. */
    origins,
    /** Where branches are pushed to, other than to the origin. */
    targets,
    ended,
    spawn,
    restore,
    setActivity,
    end,
    open,
    change,
    start,
    /** The messages of a session, oldest first. */
    messages: (id: SessionId) => stores.messages.listForSession(id, 100).toReversed(),
    pullRequestsOf: (id: SessionId) => stores.pullRequests.listForSessions([id]),
    /** How often a pull request was looked at. */
    looks: (id: string) => scm.polls.filter((ids) => ids.includes(id)).length,
  };
}

/** Notices that are told once for each key. */
export function recordingNotices(): Notices & { readonly raised: NoticeRequest[]; readonly withdrawn: string[] } {
  const raised: NoticeRequest[] = [];
  const withdrawn: string[] = [];
  return {
    raised,
    withdrawn,
    raise(notice) {
      if (raised.some(({ key }) => key === notice.key)) return false;
      raised.push(notice);
      return true;
    },
    withdraw: (key) => void withdrawn.push(key),
  };
}
