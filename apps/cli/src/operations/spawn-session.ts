import type { ClaimedPullRequest, Session, WaitCondition } from '@ao/client';
import { AoError, cleanForeignText } from '@ao/domain';
import { randomUUID } from 'node:crypto';
import type { CliContext } from '../context/cli-context.ts';
import { currentProject } from '../context/current-project.ts';
import { renderClaimed } from '../render/claim-result.ts';
import { renderSessions } from '../render/session-table.ts';
import { placeText } from '../render/queue-place.ts';
import { waitForSession, waitWords } from './wait-for-session.ts';

/** What `ao spawn` was asked for. */
export interface SpawnInput {
  readonly project: string | undefined;
  readonly agent: string | undefined;
  readonly runtime: string | undefined;
  readonly prompt: string | undefined;
  readonly displayName: string | undefined;
  readonly branch: string | undefined;
  readonly base: string | undefined;
  readonly permissionMode: string | undefined;
  readonly model: string | undefined;
  /** The issue to work on; the daemon reads it. */
  readonly issue: string | undefined;
  readonly allowClosed: boolean;
  readonly allowDuplicate: boolean;
  /** An issue that is noted only. */
  readonly issueId: string | undefined;
  readonly command: readonly string[] | undefined;
  /** The pull request it is given once it runs. */
  readonly claim: { readonly pullRequest: string; readonly takeOver: boolean } | null;
  /** False: be refused instead of waiting in the queue. */
  readonly queue: boolean;
  /** What to wait for; null: do not wait. */
  readonly until: readonly WaitCondition[] | null;
  readonly timeoutMs: number | undefined;
}

/** The JSON document of `ao spawn`. */
export interface SpawnResult {
  readonly session: Session;
  readonly notices: readonly string[];
  /** What became of `--claim-pr`; absent without it. */
  readonly claimed?: ClaimedPullRequest;
}

/** Starts a session; without a project, in the repository the caller stands in, which becomes a project if it is none. */
export async function spawnSession(context: CliContext, input: SpawnInput): Promise<SpawnResult> {
  const { project, until, timeoutMs, queue, claim, allowClosed, allowDuplicate, ...given } = input;
  const request = {
    ...given,
    ...(queue ? {} : { queue }),
    ...(allowClosed ? { allowClosed } : {}),
    ...(allowDuplicate ? { allowDuplicate } : {}),
    displayName: nameFor(input),
  };
  // One key for both tries, should the daemon have to be started in between.
  const idempotencyKey = randomUUID();
  const started = await context.withDaemon(async (ao) => {
    const projectId = await currentProject(ao, context, project);
    return ao.sessions.spawn({ ...request, projectId }, { idempotencyKey });
  });
  const spawned = claim === null ? started : { ...started, claimed: await claimFor(context, started.session, claim) };
  if (until === null) return spawned;
  for (const notice of spawned.notices) context.note(notice);
  const { id, queue: place } = spawned.session;
  const begun = place === null ? 'was started' : `is queued, ${placeText(place)}`;
  context.note(`${id} ${begun}; waiting until it is ${until.map((condition) => waitWords(condition)).join(' or ')}.`);
  const { session } = await waitForSession(context, { session: id, until, timeoutMs });
  return { ...spawned, session };
}

/** The session runs whatever becomes of the claim, so the words say how to try again. */
async function claimFor(
  context: CliContext,
  { id, queue }: Session,
  { pullRequest, takeOver }: NonNullable<SpawnInput['claim']>,
): Promise<ClaimedPullRequest> {
  const again = `Claim it later with \`ao pr claim ${id} ${pullRequest}\`.`;
  if (queue !== null)
    throw new AoError('CLAIM_REFUSED', {
      message: `${id} is queued and has no worktree yet, so it was not given the pull request. ${again}`,
    });
  try {
    return await context.withDaemon((ao) => ao.pullRequests.claim(id, pullRequest, { takeOver }));
  } catch (error) {
    context.note(`${id} was started, but was not given the pull request. ${again}`);
    throw error;
  }
}

/** The longest name taken from a prompt. */
const NAME_MAX_CHARACTERS = 80;

/** Without a name, the title of the issue names branch and session, or the first line of the prompt. */
function nameFor(input: SpawnInput): string | undefined {
  if (input.displayName !== undefined || input.issue !== undefined) return input.displayName;
  const [line = ''] = cleanForeignText(input.prompt ?? '')
    .trim()
    .split('\n');
  const name = Array.from(line).slice(0, NAME_MAX_CHARACTERS).join('').trim();
  return name === '' ? undefined : name;
}

/** The new session's line, and what one can do next. */
export function renderSpawned(result: SpawnResult, context: CliContext): string {
  const { id, queue } = result.session;
  if (queue !== null) {
    const next = `It starts by itself. Watch: ao ls --watch    What would help: ao session explain ${id}    Take it out: ao kill ${id}`;
    return [...result.notices, `${context.paint('strong', id)} is queued, ${placeText(queue)}.`, context.paint('faint', next)].join('\n');
  }
  const [, line = ''] = renderSessions([result.session], { now: context.now(), paint: context.paint, width: null }).split('\n');
  const next = `Watch: ao ls --watch    Attach: ao attach ${id}    Its words: ao output ${id}`;
  const claimed = result.claimed === undefined ? [] : [renderClaimed(result.claimed, id)];
  return [...result.notices, line, ...claimed, context.paint('faint', next)].join('\n');
}
