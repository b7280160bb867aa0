import assert from 'node:assert/strict';
import type { ForgeAnswer, PullRequestPlace, PullRequestSnapshot, RepositoryAddress, ScmV1 } from '@ao/ports';

/** A pull request that was made for a case. */
export interface TestPullRequest extends PullRequestPlace {
  readonly id: string;
  readonly headCommit: string;
}

/** A code host made for one test, with the means to change it as other people would. */
export interface ScmUnderTest {
  readonly scm: ScmV1;
  /** Makes a repository whose default branch is `main`. */
  createRepository(): Promise<RepositoryAddress>;
  /** The URL git uses for a repository. */
  remoteUrl(repository: RepositoryAddress): string;
  /** Opens a pull request from a new branch onto `main`. It can be merged, unless it shall conflict. */
  openPullRequest(
    repository: RepositoryAddress,
    wanted: { readonly branch: string; readonly title?: string; readonly conflicts?: boolean },
  ): Promise<TestPullRequest>;
  /** Pushes to its branch; the answer is the new head. */
  push(pullRequest: TestPullRequest): Promise<string>;
  close(pullRequest: TestPullRequest): Promise<void>;
  /** Adds a check of the head, or gives the one of that name another state. With a log its job has failed. */
  setCheck(
    pullRequest: TestPullRequest,
    check: { readonly name: string; readonly state: 'running' | 'passed' | 'failed'; readonly log?: string },
  ): Promise<void>;
  /** Begins a review thread; the answer is its id as the port tells it. */
  addThread(pullRequest: TestPullRequest, body: string): Promise<string>;
  /** Answers in a review thread. */
  answerThread(id: string, body: string): Promise<void>;
  deleteRepository(repository: RepositoryAddress): Promise<void>;
  /** From now on nobody reaches the host. */
  disconnect(): Promise<void>;
  /** Called after the test, also after a failed one. */
  dispose?(): Promise<void>;
}

/** One property of a code host's adapter, in plain words, and how it is checked. */
export interface ScmCase {
  readonly name: string;
  readonly run: (underTest: ScmUnderTest) => Promise<void>;
}

/** The value of an answer; any other answer fails the case. */
export function valueOf<Value>(answer: ForgeAnswer<Value> | undefined): Value {
  assert.ok(answer !== undefined, 'there is no answer');
  assert.ok(answer.outcome === 'value', `the answer is ${answer.outcome}: ${'error' in answer ? answer.error.message : ''}`);
  return answer.value;
}

/** Polls one pull request. */
export async function look(scm: ScmV1, { id }: { readonly id: string }): Promise<PullRequestSnapshot> {
  return valueOf((await scm.poll([id])).get(id));
}
