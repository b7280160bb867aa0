import type { AoError } from '@ao/domain';
import type { CheckFailure, ForgeText, RepositoryAddress } from '@ao/ports';
import type { KnownHost } from '../address/github-host.ts';
import { unavailable } from '../client/classify-reply.ts';
import type { GithubClient } from '../client/github-client.ts';
import { jobSchema } from '../read/rest-schema.ts';
import { readLogStream } from './read-log-stream.ts';

/** A job of GitHub Actions. */
export interface JobPlace {
  readonly repository: RepositoryAddress;
  readonly jobId: string;
}

/** What came of a look at a log. `missing` is no error: there is none, or none any more. */
export type JobLogReading =
  | { readonly type: 'excerpt'; readonly excerpt: ForgeText }
  | { readonly type: 'missing'; readonly reason: NonNullable<CheckFailure['logMissing']> }
  | { readonly type: 'unknown'; readonly error: AoError };

/** A log of any size on a slow line. */
const LOG_TIMEOUT_MS = 60_000;

/**
 * Reads the log of a job. The host answers with a link to another place, which holds for a minute and takes no token; for a job that
 * runs or never began there is nothing there, and only the job itself tells which.
 */
export async function readJobLog(client: GithubClient, host: KnownHost, place: JobPlace, signal?: AbortSignal): Promise<JobLogReading> {
  const { repository, jobId } = place;
  let parameters: Readonly<Record<string, string>> = { owner: repository.owner, repo: repository.name, job_id: jobId };
  let route = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs';
  // A renamed repository is left by a redirect first; the link to the log leads to another origin.
  for (let step = 0; step < 3; step += 1) {
    const reply = await client.send(host, { route, parameters, keepRedirect: true, asStream: true, mayRepeat: true }, signal);
    if (reply.type === 'gone') return { type: 'missing', reason: reply.status === 410 ? 'expired' : 'unavailable' };
    if (reply.type === 'failed') return { type: 'unknown', error: reply.error };
    if (reply.type !== 'answered') return { type: 'missing', reason: 'unavailable' };
    if (reply.data instanceof ReadableStream) await reply.data.cancel();
    const location = URL.parse(reply.headers['location'] ?? '', host.apiUrl);
    if (reply.status < 300 || location === null) return { type: 'missing', reason: 'unavailable' };
    if (location.href.startsWith(`${host.apiUrl}/`)) {
      route = `GET ${location.href}`;
      parameters = {};
      continue;
    }
    return followLink(client, host, { ...place, link: location }, signal);
  }
  return { type: 'missing', reason: 'unavailable' };
}

async function followLink(
  client: GithubClient,
  host: KnownHost,
  place: JobPlace & { readonly link: URL },
  signal: AbortSignal | undefined,
): Promise<JobLogReading> {
  const limit = new AbortController();
  const timer = client.clock.setTimer(LOG_TIMEOUT_MS, () => limit.abort(new Error('the log took too long')));
  const either = signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]);
  try {
    // Without any header of ours: the link alone is the right to read, and a token must not go there.
    const response = await client.fetch(place.link, { signal: either });
    if (response.status === 404) {
      await response.body?.cancel();
      return { type: 'missing', reason: await whyMissing(client, host, place, signal) };
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { type: 'unknown', error: unavailable(host.host, `its store of logs answers with status ${response.status}`) };
    }
    return { type: 'excerpt', excerpt: await readLogStream(response.body) };
  } catch (error) {
    signal?.throwIfAborted();
    return {
      type: 'unknown',
      error: unavailable(host.host, `its store of logs: ${error instanceof Error ? error.message : String(error)}`, error),
    };
  } finally {
    timer.cancel();
    // A stream that was not read to its end is let go.
    limit.abort();
  }
}

async function whyMissing(
  client: GithubClient,
  host: KnownHost,
  { repository, jobId }: JobPlace,
  signal: AbortSignal | undefined,
): Promise<NonNullable<CheckFailure['logMissing']>> {
  const parameters = { owner: repository.owner, repo: repository.name, job_id: jobId };
  const reply = await client.send(host, { route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}', parameters, mayRepeat: true }, signal);
  const job = jobSchema.safeParse(reply.type === 'answered' ? reply.data : null);
  if (!job.success) return 'unavailable';
  return job.data.status === 'completed' ? 'never_started' : 'running';
}
