import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AoClient } from '@ao/client';
import { addCheckRun, type GitHubStandIn, openPullRequest, type PullRequestRecord, startGitHubStandIn } from '@ao/github-stand-in';
import type { Workshop } from './workshop.ts';

const run = promisify(execFile);
const READY_WITHIN_MS = 60_000;

/** A GitHub on this machine, and a daemon that looks at it. */
export interface CodeHost {
  readonly github: GitHubStandIn;
  readonly client: AoClient;
  /** An idle agent all pull requests belong to. */
  readonly sessionId: string;
  readonly pullRequests: readonly PullRequestRecord[];
}

/** What it shall be. */
export interface CodeHostOptions {
  readonly name: string;
  readonly pullRequests: number;
  /** How often a pull request whose checks run is looked at, as `AO_PULL_REQUEST_INTERVAL` takes it. */
  readonly interval: string;
}

/** Makes it: pull requests whose checks run for ever, so that they are looked at as often as ever happens. Nothing is gathered, and no limit holds. */
export async function createCodeHost(workshop: Workshop, options: CodeHostOptions): Promise<CodeHost> {
  const github = await startGitHubStandIn();
  workshop.atEnd(() => github.close());
  const repository = await github.createRepository({ name: options.name });
  const path = join(workshop.folder, options.name);
  await run('git', ['clone', '--quiet', github.gitUrlWithToken(repository), path], { env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } });
  const home = workshop.home({
    agents: 'scripted',
    env: {
      SCRIPTED_AGENT_PACE: '0.01',
      AO_GITHUB_HOSTS: `${github.host}=${github.url}/api/v3`,
      AO_GITHUB_ENTERPRISE_TOKEN: github.token,
      AO_PULL_REQUEST_INTERVAL: options.interval,
    },
  });
  await home.start();
  const client = home.client();
  const { project } = await client.projects.add({ path });
  const limits = { perHead: 1_000, inARow: 1_000, coolDownMs: 1, maxCoolDownMs: 1 };
  await client.projects.setConfig(project.id, { reactions: { gatherMs: 1, limits: { ci: limits, review: limits } } });
  const { session } = await client.sessions.spawn({ projectId: project.id, prompt: '[[say hello]]' });
  await client.sessions.wait(session.id, { until: ['done'], timeoutMs: READY_WITHIN_MS });
  const { git } = repository;
  const pullRequests: PullRequestRecord[] = [];
  for (let number = 1; number <= options.pullRequests; number += 1) {
    const branch = `work-${number}`;
    const headCommit = await git?.commit({ branch, from: 'main', files: { [`file-${number}`]: 'x\n' }, message: branch });
    const pullRequest = openPullRequest(github.state, repository, { branch, ...(headCommit === undefined ? {} : { headCommit }) });
    addCheckRun(github.state, pullRequest, { name: 'long', status: 'IN_PROGRESS' });
    pullRequests.push(pullRequest);
    await client.pullRequests.claim(session.id, String(pullRequest.number));
  }
  await client.pullRequests.look();
  return { github, client, sessionId: session.id, pullRequests };
}
