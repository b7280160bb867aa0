import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AoClient, type Message } from '@ao/client';
import { connectFromRunFile } from '@ao/client/node';
import { type GitHubStandIn, type PullRequestRecord, type RepositoryRecord, startGitHubStandIn } from '@ao/github-stand-in';
import { expect } from 'vitest';
import { runProgram } from '../harness/run-program.ts';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

const GH = fileURLToPath(new URL('gh-main.ts', import.meta.url));

/** Sender of what `ao` itself tells agents about their pull requests. */
const TOLD_BY = 'automation';

/** What is waited for comes by looks at the host, at most a few seconds apart. */
const SEEN_WITHIN_MS = 30_000;

/** A home whose repository lies at a GitHub that runs beside it. */
export interface PullRequestHome extends AsyncDisposable {
  readonly home: TestHome;
  readonly github: GitHubStandIn;
  readonly repository: RepositoryRecord;
  /** Logs the person in to `gh`, or out of it with null. */
  logIn(token: string | null): void;
  /** Sets how the project reacts, over settings that wait for nothing. */
  react(choices: Readonly<Record<string, unknown>>): Promise<void>;
  client(): AoClient;
  /** Starts a session that commits, pushes and opens a pull request, and waits until the host has it. */
  spawnWithPullRequest(options?: {
    readonly title?: string;
    readonly base?: string;
  }): Promise<{ readonly session: string; readonly pullRequest: PullRequestRecord }>;
  /** What the agent was told by `ao` itself, oldest first, once there are so many messages that have arrived. */
  told(session: string, count: number): Promise<readonly Message[]>;
  /** Everything `ao` itself has sent to the agent, whatever became of it. */
  messages(session: string): Promise<readonly Message[]>;
  /** How many prompts of the agent, as it wrote them down itself, hold these words. */
  heard(words: string): number;
  /** Waits until the agent has nothing to do. */
  rests(session: string): Promise<void>;
  /** The line of the session in `ao ls`. */
  line(session: string): Promise<string>;
  /** Kills the daemon as a power cut does, and waits until it is gone. */
  killDaemon(): Promise<void>;
  /** Has everything looked at, and what follows from it carried out. */
  look(): Promise<void>;
  /** How many questions the host has answered so far. */
  asked(): number;
  /** Waits until the host was asked at least so many times more. */
  askedAgain(times?: number): Promise<void>;
}

/** Makes it: a repository at the host, its clone as the project, and `gh` on the path of daemon and agents. */
export async function createPullRequestHome(
  options: { readonly env?: Readonly<Record<string, string>>; readonly isLoggedIn?: boolean } = {},
): Promise<PullRequestHome> {
  const github = await startGitHubStandIn();
  const repository = await github.createRepository({ files: { 'README.md': '# Shop\n' } });
  const plain = createTestHome();
  const programs = join(plain.folder, 'bin');
  const tokenPath = join(plain.folder, 'gh-token');
  mkdirSync(programs);
  writeFileSync(join(programs, 'gh'), `#!/bin/sh\nexec "${process.execPath}" "${GH}" "${github.url}/api/v3" "${tokenPath}" "$@"\n`, {
    mode: 0o755,
  });
  plain.repository.git('remote', 'add', 'origin', github.gitUrlWithToken(repository));
  // Not by the harness: that waits without answering, and the host lives in this process.
  for (const args of [
    ['fetch', '-q', 'origin'],
    ['reset', '-q', '--hard', 'origin/main'],
  ]) {
    const { code, stderr } = await runProgram(['git', ...args], { cwd: plain.repository.path, env: plain.env, limitMs: 20_000 });
    if (code !== 0) throw new Error(stderr);
  }
  const home = plain.with({
    PATH: `${programs}:${plain.env['PATH']}`,
    AO_GITHUB_HOSTS: `${github.host}=${github.url}/api/v3`,
    AO_PULL_REQUEST_INTERVAL: '1s',
    GIT_AUTHOR_NAME: 'Agent',
    GIT_AUTHOR_EMAIL: 'agent@example.invalid',
    GIT_COMMITTER_NAME: 'Agent',
    GIT_COMMITTER_EMAIL: 'agent@example.invalid',
    ...options.env,
  });
  const logIn = (token: string | null): void => {
    if (token === null) rmSync(tokenPath, { force: true });
    else writeFileSync(tokenPath, token, { mode: 0o600 });
  };
  if (options.isLoggedIn !== false) logIn(github.token);
  await home.ao(['project', 'add', '.']);

  const messages = async (session: string): Promise<readonly Message[]> => {
    const sent = await client().messages.list(session, { limit: 200 });
    return sent.filter(({ sender }) => sender.kind === TOLD_BY).toReversed();
  };
  const client = (): AoClient => connectFromRunFile({ home: home.path });
  const asked = (): number => github.usage.requests.filter(({ kind }) => kind !== 'git').length;
  const react = async (choices: Readonly<Record<string, unknown>>): Promise<void> => {
    const quick = { coolDownMs: 1, maxCoolDownMs: 1 };
    const reactions = { gatherMs: 1, limits: { ci: quick, review: quick, conflict: quick }, ...choices };
    const set = await home.ao(['project', 'config', 'set', 'shop', 'reactions', JSON.stringify(reactions)]);
    if (set.code !== 0) throw new Error(set.stderr);
  };
  await react({});

  return {
    home,
    github,
    repository,
    logIn,
    react,
    client,
    messages,
    asked,
    async spawnWithPullRequest({ title = 'Round cart totals', base = 'main' } = {}) {
      const before = repository.lastNumber;
      const prompt = [
        '[[write cart.txt totals]] [[commit Work]]',
        '[[run git push -q origin HEAD]]',
        `[[run gh pr create --title "${title}" --base "${base}"]]`,
      ].join(' ');
      const { session } = await home.json<{ readonly session: { readonly id: string } }>(['spawn', prompt, '--name', title]);
      await expect.poll(() => repository.lastNumber, { timeout: SEEN_WITHIN_MS, interval: 50 }).toBe(before + 1);
      const pullRequest = repository.pullRequests.get(before + 1);
      if (pullRequest === undefined) throw new Error('it was counted');
      return { session: session.id, pullRequest };
    },
    async told(session, count) {
      const arrived = async () => (await messages(session)).filter(({ state }) => state === 'acknowledged');
      await expect.poll(async () => (await arrived()).length, { timeout: SEEN_WITHIN_MS, interval: 100 }).toBeGreaterThanOrEqual(count);
      return arrived();
    },
    heard(words) {
      const folder = join(home.folder, '.scripted-agent/transcripts');
      const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
      return lines.filter((line) => line.includes('"user"') && line.includes(words)).length;
    },
    async rests(session) {
      const { code, stderr } = await home.ao(['wait', session, '--until', 'done', '--timeout', '30s']);
      if (code !== 0) throw new Error(stderr);
    },
    async line(session) {
      const { stdout } = await home.ao(['ls', '--all']);
      return stdout.split('\n').find((line) => line.startsWith(`${session} `)) ?? '';
    },
    async killDaemon() {
      const pid = home.daemonPid();
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => home.processes().some((each) => each.pid === pid), { timeout: 5_000, interval: 20 }).toBe(false);
    },
    async look() {
      await client().call({ method: 'POST', path: '/api/v1/pull-requests/look', body: {} });
    },
    async askedAgain(times = 3) {
      const target = asked() + times;
      await expect.poll(asked, { timeout: SEEN_WITHIN_MS, interval: 50 }).toBeGreaterThanOrEqual(target);
    },
    async [Symbol.asyncDispose]() {
      const { violations } = github.usage;
      try {
        await home[Symbol.asyncDispose]();
      } finally {
        await github.close();
      }
      if (violations.length > 0) throw new Error(`asked what GitHub does not answer: ${violations.join('; ')}`);
    },
  };
}
