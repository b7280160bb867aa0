import { createGithub } from '@ao/adapter-github';
import { type PullRequestRecord, type RepositoryRecord, type SeenRequest, startGitHubStandIn, openPullRequest } from '@ao/github-stand-in';
import type { ProjectConfig, SessionId } from '@ao/domain';
import { createSilentLogger } from '@ao/testing';
import { afterEach } from 'vitest';
import { createObservedWorld } from './observed-world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** Sessions, and a GitHub that runs, reached by the real adapter over the loopback interface. Time is moved by hand. */
export async function createForgeWorld(options: { readonly config?: ProjectConfig; readonly tokens?: Record<string, string> } = {}) {
  const bare: { now: () => number } = { now: () => Date.now() };
  const host = await startGitHubStandIn({ now: () => bare.now() });
  open.push(host);
  const repository = await host.createRepository({ files: null });
  let inFlight = 0;
  const env: Record<string, string> = options.tokens ?? { AO_GITHUB_ENTERPRISE_TOKEN: host.token };
  const clock = { current: null as null | ReturnType<typeof createObservedWorld>['clock'] };
  const timeOf = () => {
    if (clock.current === null) throw new Error('asked before its time');
    return clock.current;
  };
  const github = createGithub({
    env: () => env,
    ghProgram: null,
    hosts: [{ host: host.host, apiUrl: `${host.url}/api/v3` }],
    logger: createSilentLogger(),
    clock: {
      now: () => timeOf().now(),
      monotonic: () => timeOf().monotonic(),
      setTimer: (delayMs, call) => timeOf().setTimer(delayMs, call),
      // Nobody waits for a pause between two tries.
      sleep: async (_delayMs, signal) => signal?.throwIfAborted(),
    },
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
  const world = createObservedWorld({ ...options, scm: github.scm, originUrl: host.gitUrl(repository), startAt: Date.now() });
  clock.current = world.clock;
  bare.now = () => world.clock.now();

  /** Lets everything that was asked be answered, and what follows from it be asked. */
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = inFlight === 0 ? quiet + 1 : 0;
    }
  }

  async function advance(ms: number, stepMs = 5_000): Promise<void> {
    await settle();
    for (let left = ms; left > 0; left -= stepMs) {
      await world.clock.advance(Math.min(left, stepMs));
      await settle();
    }
  }

  return {
    ...world,
    host,
    github,
    repository,
    env,
    advance,
    id: ({ nodeId }: { readonly nodeId: string }) => `${host.host}:${nodeId}`,
    /** A pull request of the session, by the account of the token. */
    openFor(session: SessionId, changes: Partial<Parameters<typeof openPullRequest>[2]> & { readonly in?: RepositoryRecord } = {}): PullRequestRecord {
      const { in: where = repository, ...wanted } = changes;
      const opened = openPullRequest(host.state, where, { branch: `ao/${session}/work`, author: { login: 'octo' }, ...wanted });
      opened.conflict = 'MERGEABLE';
      world.origins.set(opened.headCommit, 'yes');
      return opened;
    },
    requests: (name: string): readonly SeenRequest[] =>
      host.usage.requests.filter(({ operation, path }) => operation === name || path.includes(name)),
    points: () => host.usage.requests.filter(({ kind }) => kind === 'graphql').reduce((sum, { cost }) => sum + cost, 0),
    plain: () => host.usage.requests.filter(({ kind }) => kind === 'rest').reduce((sum, { cost }) => sum + cost, 0),
  };
}
