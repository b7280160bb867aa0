import {
  addCheckRun,
  addComment,
  addIssue,
  addThread,
  addThreadComment,
  type GitHubStandIn,
  openPullRequest,
  removeRepository,
  startGitHubStandIn,
  syncWithGit,
} from '@ao/github-stand-in';
import { type ScmUnderTest, scmSuite, type TestPullRequest, trackerSuite, type TrackerUnderTest } from '@ao/conformance';
import type { RepositoryAddress } from '@ao/ports';
import { describe, test } from 'vitest';
import { githubAt } from './__fixtures__/github-at.ts';
import type { Github } from './create-github.ts';
import { jobLog } from './log/__fixtures__/job-log.ts';

async function start(): Promise<{ readonly host: GitHubStandIn; readonly github: Github; readonly dispose: () => Promise<void> }> {
  const host = await startGitHubStandIn();
  const github = githubAt(host, { env: {}, tokens: { [host.host]: host.token } });
  return { host, github, dispose: () => host.close() };
}

describe('the suite of code hosts', () => {
  scmSuite({ test: (name, body) => test(name, body, 30_000), create: startScm });
});

describe('the suite of trackers', () => {
  trackerSuite({ test: (name, body) => test(name, body, 30_000), create: startTracker });
});

async function startScm(): Promise<ScmUnderTest> {
  const { host, github, dispose } = await start();
  let made = 0;
  const repositoryOf = ({ owner, name }: RepositoryAddress) => {
    const found = host.state.repository(owner, name);
    if (found === null) throw new Error(`no repository ${owner}/${name}`);
    return found;
  };
  const recordOf = ({ repository, number }: TestPullRequest) => {
    const found = repositoryOf(repository).pullRequests.get(number);
    if (found === undefined) throw new Error(`no pull request ${number}`);
    return found;
  };
  const commit = async (repository: RepositoryAddress, branch: string, text: string, name = `${branch}.txt`) => {
    const record = repositoryOf(repository);
    const head = (await record.git?.commit({ branch, from: 'main', files: { [name]: text }, message: 'Work' })) ?? '';
    await syncWithGit(host.state, record);
    return head;
  };
  const threadOf = (id: string) => [...host.state.threads()].find(({ nodeId }) => id.endsWith(`:${nodeId}`));
  return {
    scm: github.scm,
    async createRepository() {
      made += 1;
      const { owner, name } = await host.createRepository({ name: `shop-${made}` });
      return { host: host.host, owner, name };
    },
    remoteUrl: (repository) => host.gitUrl(repositoryOf(repository)),
    async openPullRequest(repository, { branch, title, conflicts = false }) {
      await commit(repository, branch, 'Mine.\n', conflicts ? 'README.md' : undefined);
      if (conflicts) await commit(repository, 'main', 'Theirs.\n', 'README.md');
      const { nodeId, number, headCommit } = openPullRequest(host.state, repositoryOf(repository), {
        branch,
        ...(title === undefined ? {} : { title }),
      });
      return { repository, number, headCommit, id: `${host.host}:${nodeId}` };
    },
    async push(pullRequest) {
      const record = recordOf(pullRequest);
      // For a moment GitHub goes on to show the checks of the head before.
      record.rollupCommit = record.headCommit;
      return commit(pullRequest.repository, record.branch, 'More.\n');
    },
    async close(pullRequest) {
      Object.assign(recordOf(pullRequest), { state: 'CLOSED', closedAt: Date.now(), updatedAt: Date.now() });
    },
    async setCheck(pullRequest, { name, state, log }) {
      const record = recordOf(pullRequest);
      const run = record.checks.find((check) => check.kind === 'run' && check.name === name) ?? addCheckRun(host.state, record, { name });
      const conclusion = state === 'running' ? null : state === 'passed' ? 'SUCCESS' : 'FAILURE';
      Object.assign(run, {
        status: state === 'running' ? 'IN_PROGRESS' : 'COMPLETED',
        conclusion,
        log: log === undefined ? null : jobLog('npm test', log),
      });
    },
    addThread: async (pullRequest, body) => `${host.host}:${addThread(host.state, recordOf(pullRequest), { body }).nodeId}`,
    async answerThread(id, body) {
      const thread = threadOf(id);
      if (thread !== undefined) addThreadComment(host.state, thread, { body });
    },
    deleteRepository: async (repository) => removeRepository(host.state, repositoryOf(repository)),
    disconnect: dispose,
    dispose,
  };
}

async function startTracker(): Promise<TrackerUnderTest> {
  const { host, github, dispose } = await start();
  const repository = await host.createRepository({ files: null });
  return {
    tracker: github.tracker,
    remoteUrl: host.gitUrl(repository),
    async openIssue({ title, body = null, labels = [], assignee, isDone = false }) {
      const issue = addIssue(host.state, repository, {
        title,
        body,
        labels,
        assignees: assignee === undefined ? [] : [{ login: assignee }],
        state: isDone ? 'closed' : 'open',
        stateReason: isDone ? 'completed' : null,
      });
      return `#${issue.number}`;
    },
    async comment(reference, body) {
      const issue = repository.issues.get(Number(reference.slice(1)));
      if (issue !== undefined) addComment(host.state, issue, { body });
    },
    disconnect: dispose,
    dispose,
  };
}
