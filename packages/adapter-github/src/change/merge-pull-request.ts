import type { ForgeAnswer, MergeConflictState, MergeOutcome, MergeRequest, PullRequestPlace } from '@ao/ports';
import { z } from 'zod';
import { invalidAnswer } from '../client/classify-reply.ts';
import type { GithubClient } from '../client/github-client.ts';
import { mapAnswer } from '../read/call-rest.ts';
import { readSingle } from '../read/discover-pull-requests.ts';

const mergedSchema = z.looseObject({ sha: z.string(), merged: z.boolean() });

type Refused = Extract<MergeOutcome, { readonly outcome: 'refused' }>;

/** Makes the host work out whether a pull request conflicts. */
export async function askMergeability(
  client: GithubClient,
  place: PullRequestPlace,
  signal?: AbortSignal,
): Promise<ForgeAnswer<MergeConflictState>> {
  return mapAnswer(await readSingle(client, place, signal), ({ body }) =>
    body.mergeable == null ? 'unknown' : body.mergeable ? 'mergeable' : 'conflicting',
  );
}

/**
 * Merges, if the head is still the expected one. Whatever the host answers but "merged" is followed by a look, because an answer that got
 * lost may have been one, and one word of the host's stands for several reasons.
 */
export async function mergePullRequest(client: GithubClient, request: MergeRequest, signal?: AbortSignal): Promise<MergeOutcome> {
  const { repository, number } = request;
  const host = client.host(repository.host);
  if (host === null) return { outcome: 'gone' };
  const reply = await client.send(
    host,
    {
      route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
      parameters: {
        owner: repository.owner,
        repo: repository.name,
        pull_number: number,
        merge_method: request.method,
        sha: request.expectedHead,
        ...(request.commitTitle === undefined ? {} : { commit_title: request.commitTitle }),
        ...(request.commitMessage === undefined ? {} : { commit_message: request.commitMessage }),
      },
      priority: 'person',
      isChange: true,
    },
    signal,
  );
  if (reply.type === 'forbidden') return { outcome: 'forbidden', error: reply.error };
  if (reply.type === 'gone') return { outcome: 'gone' };
  const parsed = mergedSchema.safeParse(reply.type === 'answered' ? reply.data : null);
  if (parsed.data?.merged === true) return { outcome: 'merged', commit: parsed.data.sha, wasAlready: false };
  if (reply.type === 'failed' && reply.error.code !== 'FORGE_UNAVAILABLE') return { outcome: 'unknown', error: reply.error };
  const refusal = reply.type === 'refused' ? { status: reply.status, message: reply.message } : null;
  const error = reply.type === 'failed' ? reply.error : invalidAnswer(host.host, 'neither merged nor refused');
  return lookAfterwards(client, request, { refusal, error }, signal);
}

async function lookAfterwards(
  client: GithubClient,
  request: MergeRequest,
  told: {
    readonly refusal: { readonly status: number; readonly message: string } | null;
    readonly error: ReturnType<typeof invalidAnswer>;
  },
  signal: AbortSignal | undefined,
): Promise<MergeOutcome> {
  const look = await readSingle(client, request, signal);
  const body = look.outcome === 'value' ? look.value.body : null;
  if (body?.merged === true) return { outcome: 'merged', commit: body.merge_commit_sha ?? null, wasAlready: told.refusal !== null };
  if (told.refusal === null) return { outcome: 'unknown', error: told.error };
  return { outcome: 'refused', reason: reasonOf(told.refusal, request, body), message: told.refusal.message };
}

function reasonOf(
  refusal: { readonly status: number; readonly message: string },
  request: MergeRequest,
  body: { readonly state: string; readonly mergeable?: boolean | null | undefined; readonly head: { readonly sha: string } } | null,
): Refused['reason'] {
  if (refusal.status === 409 || (body !== null && body.head.sha !== request.expectedHead)) return 'head_moved';
  if (body?.state === 'closed') return 'closed';
  if (/not allowed on this repository/i.test(refusal.message)) return 'method_not_allowed';
  return body?.mergeable === false ? 'conflict' : 'not_mergeable';
}
