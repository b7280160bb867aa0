import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AoError, type DurationMs, type Timestamp } from '@ao/domain';
import type { Clock } from '@ao/ports';
import { z } from 'zod';
import type { GitClient } from '../git/git-client.ts';
import { lastWords } from '../git/git-failure.ts';
import { hashedFile } from '../paths/hashed-file.ts';
import { readJsonFile, writeJsonFile } from '../paths/json-file.ts';
import { waitUnlessAborted } from '../repository/repository-queue.ts';

/** What came of asking `origin` for one branch. */
export type FetchOutcome =
  | { readonly kind: 'fresh' }
  /** The remote answered that it has no such branch. */
  | { readonly kind: 'no_such_branch' }
  /** It could not be asked; the last known state may be used, as old as it is. */
  | { readonly kind: 'unreachable'; readonly why: string; readonly lastKnownAt: Timestamp | null };

/** Which branch of which repository. */
export interface FetchRequest {
  readonly cwd: string;
  readonly commonDirectory: string;
  readonly branch: string;
}

/** Brings single branches of `origin` up to date, quickly or not at all. */
export interface ShortFetch {
  fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchOutcome>;
}

/** So long an answer is good for everybody who asks: sessions are often started in groups. */
const FRESH_FOR_MS = 10_000;
/** So long nobody tries again after the remote could not be reached. */
const UNREACHABLE_FOR_MS = 30_000;

const stampSchema = z.object({ fetchedAt: z.number() });

/** Makes the fetcher of one workspace. `root` is where it remembers when it last reached a remote. */
export function createShortFetch(options: {
  readonly git: GitClient;
  readonly clock: Clock;
  readonly root: string;
  readonly timeoutMs: DurationMs;
}): ShortFetch {
  const { git, clock, root, timeoutMs } = options;
  const answers = new Map<string, { readonly outcome: Promise<FetchOutcome>; goodUntil: number }>();

  const stampFile = (key: string): string => hashedFile(join(root, '.fetched'), key);

  async function ask({ cwd, commonDirectory, branch }: FetchRequest, key: string): Promise<FetchOutcome> {
    const quiet = ['--quiet', '--no-tags', '--no-prune', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];
    const refspec = `+refs/heads/${branch}:refs/remotes/origin/${branch}`;
    // No signal: the answer is for everybody who waits for it, and it comes within the time limit anyway.
    const result = await git.run({ cwd, args: ['fetch', ...quiet, 'origin', refspec], timeoutMs }).catch(nullOnTimeout);
    if (result === null) {
      const why = `no answer within ${timeoutMs / 1000} s`;
      return { kind: 'unreachable', why, lastKnownAt: await lastKnownAt(commonDirectory, branch, key) };
    }
    const { exitCode, stderr } = result;
    if (exitCode === 0) {
      await writeJsonFile(stampFile(key), { fetchedAt: clock.now() }).catch(() => undefined);
      return { kind: 'fresh' };
    }
    if (/couldn't find remote ref/iu.test(stderr)) return { kind: 'no_such_branch' };
    return { kind: 'unreachable', why: lastWords({ stderr }), lastKnownAt: await lastKnownAt(commonDirectory, branch, key) };
  }

  async function lastKnownAt(commonDirectory: string, branch: string, key: string): Promise<Timestamp | null> {
    const stamp = await readJsonFile(stampFile(key), stampSchema);
    // Fetches of the user leave their own traces: FETCH_HEAD for any fetch, the log of the ref for one that brought something.
    const traces = [join(commonDirectory, 'FETCH_HEAD'), join(commonDirectory, 'logs/refs/remotes/origin', branch)];
    const times = await Promise.all(
      traces.map((file) =>
        stat(file).then(
          (facts) => Math.floor(facts.mtimeMs),
          () => null,
        ),
      ),
    );
    const known = [stamp?.fetchedAt ?? null, ...times].filter((time) => time !== null);
    return known.length === 0 ? null : Math.max(...known);
  }

  return {
    async fetch(request, signal) {
      const key = `${request.commonDirectory}\0${request.branch}`;
      const known = answers.get(key);
      if (known !== undefined && clock.monotonic() < known.goodUntil) return waitUnlessAborted(known.outcome, signal);
      const answer = { outcome: ask(request, key), goodUntil: Number.POSITIVE_INFINITY };
      answers.set(key, answer);
      answer.outcome.then(
        ({ kind }) => {
          answer.goodUntil = clock.monotonic() + (kind === 'unreachable' ? UNREACHABLE_FOR_MS : FRESH_FOR_MS);
        },
        () => answers.delete(key),
      );
      return waitUnlessAborted(answer.outcome, signal);
    },
  };
}

function nullOnTimeout(error: unknown): null {
  if (AoError.isInstance(error) && error.code === 'GIT_TIMEOUT') return null;
  throw error;
}
