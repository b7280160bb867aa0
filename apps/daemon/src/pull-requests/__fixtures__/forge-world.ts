import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createGithub } from '@ao/adapter-github';
import type { ActivityState, AgentName, LaunchId, ProjectConfig, ProjectId, RuntimeHandle, RuntimeName, SessionId } from '@ao/domain';
import { openPullRequest, type PullRequestRecord, type SeenRequest, startGitHubStandIn } from '@ao/github-stand-in';
import { createLifecycle, newSessionFacts } from '@ao/lifecycle';
import { createPullRequestObserver } from '@ao/observe-scm';
import type { Clock, NoticeRequest } from '@ao/ports';
import { openStores } from '@ao/store-sqlite';
import { createCountingIdentifiers, createFakeClock, createRecordingLogger, createSilentLogger, createSimulatedMessenger } from '@ao/testing';
import { afterEach } from 'vitest';

const PROJECT = 'shop' as ProjectId;
export const MINUTE = 60_000;
const open: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/**
 * Sessions in a real database, and a GitHub that runs, reached by the real adapter over the loopback interface. Time is moved by hand.
 */
export async function createForgeWorld(options: { readonly config?: ProjectConfig; readonly tokens?: Record<string, string> } = {}) {
  const clock = createFakeClock(Date.now());
  const logger = createRecordingLogger();
  const host = await startGitHubStandIn({ now: () => clock.now() });
  open.push(() => host.close());
  const repository = await host.createRepository({ files: null });
  const folder = mkdtempSync('/tmp/ao-forge-');
  open.push(() => rmSync(folder, { recursive: true }));
  const stores = openStores({
    path: join(folder, 'ao.db'),
    backupsDirectory: join(folder, 'backups'),
    clock,
    logger: createSilentLogger(),
    appVersion: '0',
  });
  open.push(() => stores.close());
  const lifecycle = createLifecycle({ stores, clock, logger });
  const env: Record<string, string> = options.tokens ?? { AO_GITHUB_ENTERPRISE_TOKEN: host.token };
  const { github, isBusy } = githubAt(host, env, clock);
  const raised: NoticeRequest[] = [];
  const withdrawn: string[] = [];
  stores.projects.add({
    id: PROJECT,
    path: '/code/shop',
    name: 'shop',
    originUrl: host.gitUrl(repository),
    defaultBranch: 'main',
    config: options.config ?? {},
    registeredAt: clock.now(),
    archivedAt: null,
  });

  /** A session whose agent is idle, with a branch of its own. */
  function spawn(): SessionId {
    const at = clock.now();
    const { id } = stores.sessions.create(PROJECT, (id) => {
      const facts = newSessionFacts({ at, deadlineAt: at + MINUTE, repositoryPath: '/code/shop' });
      const workspace = { ...facts.workspace, state: 'present', path: `/w/${id}`, branch: `ao/${id}/work` } as const;
      const identity = { projectId: PROJECT, kind: 'worker', permissionMode: 'default', createdAt: at } as const;
      const nothing = { model: null, command: null, issueId: null, spawnedBy: null, prompt: null, displayName: null } as const;
      return { ...identity, ...nothing, agent: 'claude-code' as AgentName, runtime: 'pty-host' as RuntimeName, ...facts, workspace };
    });
    const launchId = `launch-${id}` as LaunchId;
    const process = { pid: 1, startTime: '1', bootId: 'b' };
    const launched = { launchId, handle: `t-${id}` as RuntimeHandle, process, agentSessionId: null, expectsSignals: true, readyWithinMs: 30_000 };
    lifecycle.observe(id, { type: 'launched', at, ...launched });
    lifecycle.observe(id, { type: 'launch_ready', at, launchId });
    setActivity(id, 'idle');
    return id;
  }

  function setActivity(id: SessionId, state: Exclude<ActivityState, 'exited'>): void {
    const at = clock.now();
    const signal = { type: 'activity', at, source: 'hook', evidence: 'test', state, detail: null, correlationId: null, turnBoundary: true } as const;
    lifecycle.observe(id, { type: 'agent_signal', at, launchId: `launch-${id}` as LaunchId, signal });
  }

  /** Lets everything that was asked be answered, and what follows from it be asked. */
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = isBusy() ? 0 : quiet + 1;
    }
  }

  return {
    clock,
    logger,
    stores,
    host,
    repository,
    /** Where tokens are found. */
    env,
    raised,
    withdrawn,
    spawn,
    setActivity,
    async advance(ms: number, stepMs = 5_000): Promise<void> {
      await settle();
      for (let left = ms; left > 0; left -= stepMs) {
        await clock.advance(Math.min(left, stepMs));
        await settle();
      }
    },
    start() {
      const observer = createPullRequestObserver({
        stores,
        lifecycle,
        scm: github.scm,
        workspace: { hasCommit: () => Promise.resolve('yes'), pushTarget: () => Promise.resolve({ url: host.gitUrl(repository) }) },
        messenger: createSimulatedMessenger({ stores, clock, identifiers: createCountingIdentifiers() }),
        notices: {
          raise: (notice) => (raised.some(({ key }) => key === notice.key) ? false : raised.push(notice) > 0),
          withdraw: (key) => void withdrawn.push(key),
        },
        endSession: async (id) => void lifecycle.observe(id, { type: 'ended', at: clock.now(), reason: 'merged', message: null }),
        clock,
        logger,
        random: () => 0.5,
      });
      const stop = new AbortController();
      const running = observer.run(stop.signal);
      open.push(() => (stop.abort(new Error('the test is over')), running));
      return { observer };
    },
    id: ({ nodeId }: { readonly nodeId: string }) => `${host.host}:${nodeId}`,
    /** A pull request of the session, by the account of the token. */
    openFor(session: SessionId, changes: Partial<Parameters<typeof openPullRequest>[2]> = {}): PullRequestRecord {
      const opened = openPullRequest(host.state, repository, { branch: `ao/${session}/work`, author: { login: 'octo' }, ...changes });
      opened.conflict = 'MERGEABLE';
      return opened;
    },
    messages: (id: SessionId) => stores.messages.listForSession(id, 100).toReversed(),
    pullRequestsOf: (id: SessionId) => stores.pullRequests.listForSessions([id]),
    requests: (name: string): readonly SeenRequest[] => host.usage.requests.filter(({ operation, path }) => operation === name || path.includes(name)),
    points: () => host.usage.requests.filter(({ kind }) => kind === 'graphql').reduce((sum, { cost }) => sum + cost, 0),
    plain: () => host.usage.requests.filter(({ kind }) => kind === 'rest').reduce((sum, { cost }) => sum + cost, 0),
  };
}

/** The real adapter, on a clock that is moved by hand; tells whether anything is being asked. */
function githubAt(host: { readonly host: string; readonly url: string }, env: Readonly<Record<string, string>>, clock: Clock) {
  let inFlight = 0;
  const github = createGithub({
    env: () => env,
    ghProgram: null,
    hosts: [{ host: host.host, apiUrl: `${host.url}/api/v3` }],
    logger: createSilentLogger(),
    // Nobody waits for a pause between two tries.
    clock: { ...clock, sleep: async (_delayMs, signal) => signal?.throwIfAborted() },
    async fetch(input, init) {
      inFlight += 1;
      try {
        const answer = await fetch(input, init);
        const body = await answer.arrayBuffer();
        const { status, headers } = answer;
        return new Response(status === 304 || status === 204 ? null : body, { status, headers });
      } finally {
        inFlight -= 1;
      }
    },
  });
  return { github, isBusy: () => inFlight > 0 };
}
