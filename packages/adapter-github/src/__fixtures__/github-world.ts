import { type GitHubStandIn, type RepositoryRecord, startGitHubStandIn } from '@ao/github-stand-in';
import type { ForgeAnswer, RepositoryAddress } from '@ao/ports';
import { createRecordingLogger } from '@ao/testing';
import { afterEach, beforeEach } from 'vitest';
import { type BriskClock, createBriskClock } from './brisk-clock.ts';
import type { Github, GithubOptions } from '../create-github.ts';
import { githubAt } from './github-at.ts';

/** A host that runs, and this package beside it. */
export interface GithubWorld extends Github {
  readonly host: GitHubStandIn;
  readonly log: ReturnType<typeof createRecordingLogger>;
  readonly clock: BriskClock;
  /** Another user of the same host, with limits and tokens of its own. */
  another(options?: Partial<GithubOptions>): Github;
  address(repository: RepositoryRecord): RepositoryAddress;
  /** The id of anything of the host, as ao stores it. */
  id(record: { readonly nodeId: string }): string;
}

/** Starts a world before each test, and ends it behind; a question GitHub would not take fails the test. */
export function useGithubWorld(): () => GithubWorld {
  let world: GithubWorld | null = null;
  beforeEach(async () => {
    const host = await startGitHubStandIn();
    const log = createRecordingLogger();
    const clock = createBriskClock();
    const another = (options: Partial<GithubOptions> = {}): Github => githubAt(host, { logger: log, clock, ...options });
    world = {
      ...another(),
      host,
      log,
      clock,
      another,
      address: ({ owner, name }) => ({ host: host.host, owner, name }),
      id: ({ nodeId }) => `${host.host}:${nodeId}`,
    };
  });
  afterEach(async () => {
    const { violations } = world?.host.usage ?? { violations: [] };
    await world?.host.close();
    world = null;
    if (violations.length > 0) throw new Error(violations.join('\n'));
  });
  return () => {
    if (world === null) throw new Error('only inside of a test');
    return world;
  };
}

/** The value of an answer; any other answer fails the test, with its words. */
export function valueOf<Value>(answer: ForgeAnswer<Value> | undefined): Value {
  if (answer?.outcome === 'value') return answer.value;
  throw new Error(`${answer?.outcome}: ${answer !== undefined && 'error' in answer ? answer.error.message : ''}`);
}
