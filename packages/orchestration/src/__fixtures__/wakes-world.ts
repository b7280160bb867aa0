import type {
  ActivityState,
  AgentName,
  AgentReportId,
  AgentReportKind,
  LaunchId,
  MessageRecord,
  MessageState,
  ProjectId,
  PullRequestFacts,
  RuntimeName,
  SessionEnd,
  SessionId,
  SessionKind,
  SessionRecord,
} from '@ao/domain';
import { newSessionFacts } from '@ao/lifecycle';
import type { Stores, WorktreeHead } from '@ao/ports';
import {
  createCountingIdentifiers,
  createFakeClock,
  createInMemoryStores,
  createRecordingLogger,
  createSimulatedMessenger,
  type FakeClock,
} from '@ao/testing';
import { createOrchestratorWakes } from '../wakes/orchestrator-wakes.ts';
import { T0 } from './sample-facts.ts';

const SHOP = 'shop' as ProjectId;
const PATH = '/worktrees';

/** A project with an orchestrator and workers, whose daemon can be started and stopped. */
export interface WakesWorld {
  readonly stores: Stores;
  readonly clock: FakeClock;
  readonly errors: () => readonly unknown[];
  readonly orchestrator: SessionId;
  /** Starts the daemon's part; the daemon before it is stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
  spawn(kind?: SessionKind): SessionId;
  /** An agent enters a state; `idle` ends its turn. */
  act(id: SessionId, state: ActivityState, detail?: string): Promise<void>;
  end(id: SessionId, reason: SessionEnd['reason']): Promise<void>;
  comeBack(id: SessionId): Promise<void>;
  say(id: SessionId, kind: AgentReportKind, text: string): AgentReportId;
  commit(id: SessionId, commit: string): void;
  pullRequest(id: SessionId, changes: Partial<PullRequestFacts>): void;
  /** Digests the orchestrator was sent, oldest first, without those that were taken back. */
  digests(): readonly MessageRecord[];
  /** What becomes of the newest digest. */
  settle(state: MessageState): void;
  readonly headsRead: () => number;
}

/** Makes the world; nothing runs yet. */
export function createWakesWorld(): WakesWorld {
  const clock = createFakeClock(T0);
  const stores = createInMemoryStores({ clock });
  const identifiers = createCountingIdentifiers();
  const messenger = createSimulatedMessenger({ stores, clock, identifiers });
  const logger = createRecordingLogger();
  const heads = new Map<string, WorktreeHead>();
  const listeners = new Set<(event: { readonly sessionId: SessionId; readonly reactions: readonly { readonly type: string }[] }) => void>();
  let headsRead = 0;
  let stopping: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  let said = 0;
  stores.projects.add({ id: SHOP, path: '/shop', name: 'Shop', originUrl: null, defaultBranch: 'main', config: {}, registeredAt: T0, archivedAt: null });

  function change(id: SessionId, changes: (facts: SessionRecord) => Partial<SessionRecord>, reaction: string): Promise<void> {
    stores.sessions.updateFacts(id, (facts) => ({ ...facts, ...changes(facts) }));
    for (const listener of listeners) listener({ sessionId: id, reactions: [{ type: reaction }] });
    return clock.advance(1_000);
  }

  function spawn(kind: SessionKind = 'worker'): SessionId {
    const at = clock.now();
    const { id } = stores.sessions.create(SHOP, (sessionId) => {
      const facts = newSessionFacts({ at, deadlineAt: at + 60_000, repositoryPath: '/shop' });
      return {
        ...facts,
        phase: 'live',
        phaseDeadlineAt: null,
        workspace: { ...facts.workspace, state: 'present', path: `${PATH}/${sessionId}`, baseCommit: 'base' },
        launch: {
          id: `l-${sessionId}` as LaunchId,
          attempt: 1,
          state: 'ready',
          startedAt: at,
          deadlineAt: at + 60_000,
          readyAt: at,
          handle: null,
          process: null,
          expectsSignals: true,
          firstSignalAt: at,
          lastSignalAt: at,
          lastOutputAt: null,
        },
        activity: { state: 'idle', since: at, evidenceAt: at, source: 'hook', detail: null, correlationId: null },
        projectId: SHOP,
        kind,
        agent: 'scripted' as AgentName,
        runtime: 'pty-host' as RuntimeName,
        permissionMode: 'default',
        model: null,
        command: null,
        issueId: null,
        spawnedBy: null,
        prompt: null,
        createdAt: at,
        displayName: null,
      };
    });
    return id;
  }

  const orchestrator = spawn('orchestrator');
  async function stop(): Promise<void> {
    stopping?.abort();
    await running;
  }
  const digests = () =>
    stores.messages
      .listForSession(orchestrator, 1_000)
      .filter(({ sender, state }) => sender.kind === 'automation' && state !== 'withdrawn')
      .toReversed();

  return {
    stores,
    clock,
    orchestrator,
    errors: () => logger.lines.filter(({ level }) => level === 'error'),
    async start() {
      await stop();
      stopping = new AbortController();
      running = createOrchestratorWakes({
        stores,
        messenger,
        clock,
        identifiers,
        logger,
        lifecycle: {
          onReaction(listener) {
            listeners.add(listener);
            return { close: () => void listeners.delete(listener) };
          },
        },
        workspace: {
          head: async ({ path }) => {
            headsRead += 1;
            return heads.get(path) ?? { commit: 'base', commits: 0 };
          },
        },
      }).run(stopping.signal);
      await clock.advance(0);
    },
    stop,
    spawn,
    act: (id, state, detail) => {
      const at = clock.now();
      const activity = { state, since: at, evidenceAt: at, source: 'hook', detail: detail ?? null, correlationId: null } as const;
      return change(id, () => ({ activity }), state === 'idle' ? 'became_idle' : 'activity_changed');
    },
    end: (id, reason) => change(id, () => ({ phase: 'ended', end: { at: clock.now(), reason, message: null } }), 'session_ended'),
    comeBack: (id) => change(id, () => ({ phase: 'live', end: null }), 'phase_changed'),
    say(id, kind, text) {
      said += 1;
      const reportId = `r-${said}` as AgentReportId;
      stores.reports.add({ id: reportId, sessionId: id, kind, text, at: clock.now(), launchId: null });
      return reportId;
    },
    commit: (id, commit) => {
      const path = `${PATH}/${id}`;
      heads.set(path, { commit, commits: (heads.get(path)?.commits ?? 0) + 1 });
    },
    pullRequest: (id, changes) => {
      const number = Number(id.split('-')[1]);
      const facts = { url: `https://github.com/acme/shop/pull/${number}`, number, title: 'A "title"', state: 'open', ci: 'pending' } as const;
      const rest = { review: 'none', mergeability: 'unknown', unresolvedThreads: 0, sourceBranch: 'b', targetBranch: 'main' } as const;
      const now = clock.now();
      const all = { ...facts, ...rest, headCommit: 'c0ffee', note: null, updatedAt: now, observedAt: now };
      stores.pullRequests.upsert({ id: `github.com:${number}`, sessionId: id, ...all, ...changes });
    },
    digests,
    settle(state) {
      const message = digests().at(-1);
      if (message === undefined) throw new Error('There is no digest.');
      stores.messages.advance(message.id, [message.state], { receipt: { state, at: clock.now(), evidence: 'seen', screen: null } });
    },
    headsRead: () => headsRead,
  };
}
