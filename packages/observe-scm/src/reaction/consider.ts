import type { PullRequestNote, SessionId, Timestamp } from '@ao/domain';
import type { CheckFailure, ForgeAnswer, PullRequestSnapshot, ReviewThread } from '@ao/ports';
import { decideReactions, type ReactionAction, reactionNotes, type ReactionVerdict, sessionEndDecidedAt } from '@ao/reactions';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { carryOut } from './carry-out.ts';
import { readSituation, type ReactionSituation, type SituationSources } from './reaction-situation.ts';
import { settleOutbox } from './settle-outbox.ts';
import { noteOfDelivery } from './unsure-delivery.ts';

/** Something that is wanted may show that more is wanted; a host that goes on so for ever is not followed for ever. */
const ROUNDS_MAX = 4;
/** What has to be read again before anything is done, and cannot be, is tried again after so long. */
const UNSEEN_RETRY_MS = 60_000;

/** What a consideration came to. */
export interface Considered {
  /** When to do so again though nothing has changed; null when only a change makes a difference. */
  readonly nextLookAt: Timestamp | null;
}

/** What is needed besides the options. */
export interface ConsiderTools extends SituationSources {
  /** The newest snapshot; null when the pull request is not watched any more. */
  readonly newest: (id: string) => PullRequestSnapshot | null;
  /** Looks at it now, and answers what was seen; null when nothing was. */
  readonly lookAgain: (id: string, signal: AbortSignal) => Promise<PullRequestSnapshot | null>;
  /** Something was read, or could not be. */
  readonly heard: (host: string, answer: ForgeAnswer<unknown>) => void;
}

/** Decides what follows from the newest look at a pull request, reads what is wanted for that, and carries it out. */
export async function consider(
  options: PullRequestObserverOptions,
  tools: ConsiderTools,
  id: string,
  signal: AbortSignal,
): Promise<Considered> {
  const threads = new Map<string, ForgeAnswer<ReviewThread>>();
  const failures = new Map<string, ForgeAnswer<CheckFailure>>();
  let lookedAgain = false;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const snapshot = tools.newest(id);
    if (snapshot === null) return { nextLookAt: null };
    const decided = decide(options, tools, { snapshot, threads, failures });
    if (decided === null) return { nextLookAt: null };
    await endIfDecided(options, decided);
    const { wants, nextLookAt } = decided.verdict;
    if (wants.snapshot && !lookedAgain) {
      lookedAgain = true;
      if ((await tools.lookAgain(id, signal)) === null) return { nextLookAt: nextLookAt ?? options.clock.now() + UNSEEN_RETRY_MS };
      continue;
    }
    if (wants.threads.length + wants.failures.length === 0) return { nextLookAt };
    await readThreads(options, tools, { snapshot, ids: wants.threads, into: threads }, signal);
    for (const check of wants.failures) failures.set(check.id, await readFailure(options, tools, { snapshot, check }, signal));
    signal.throwIfAborted();
  }
  return { nextLookAt: null };
}

interface Decided extends ReactionSituation {
  readonly verdict: ReactionVerdict;
}

/** Reads, decides and stores without anything in between: whatever the decision rests on is still so when it is stored. */
function decide(
  options: PullRequestObserverOptions,
  tools: ConsiderTools,
  known: {
    readonly snapshot: PullRequestSnapshot;
    readonly threads: ReadonlyMap<string, ForgeAnswer<ReviewThread>>;
    readonly failures: ReadonlyMap<string, ForgeAnswer<CheckFailure>>;
  },
): Decided | null {
  const { stores, clock } = options;
  const { snapshot } = known;
  return stores.transaction(() => {
    const read = readSituation(tools, snapshot);
    if (read === null) return null;
    const now = clock.now();
    const ledger = read.ledger === null ? null : settleOutbox(options, { ...read, ledger: read.ledger }, snapshot, now);
    const verdict = decideReactions({ ...known, session: read.session, settings: read.settings, ledger, now });
    if (verdict.ledger !== read.ledger) stores.reactions.putLedger(read.record.id, snapshot.id, { ...verdict.ledger }, now);
    carryOut(options, verdict.actions);
    const note = noteOf(verdict, read, snapshot);
    stores.pullRequests.recordNote(snapshot.id, noteOfDelivery(options, note, { ledger: verdict.ledger, snapshot }));
    withdrawPassed(options, verdict, snapshot);
    return { ...read, verdict };
  });
}

/** What lists say of it: what needs a person before what the agent was told. Nothing once it is over. */
function noteOf({ ledger }: ReactionVerdict, { settings }: ReactionSituation, { state }: PullRequestSnapshot): PullRequestNote | null {
  return state === 'open' || state === 'draft' ? (reactionNotes(ledger, settings)[0] ?? null) : null;
}

/** What people were told to be ready, and is not any more. */
function withdrawPassed({ notices }: PullRequestObserverOptions, { ledger }: ReactionVerdict, snapshot: PullRequestSnapshot): void {
  if (snapshot.state === 'open' && snapshot.mergeability !== 'conflicting' && snapshot.checks.state !== 'failing') return;
  for (const { kind, to, key } of ledger.told) if (kind === 'ready' && to === 'people') notices.withdraw(key);
}

/** Also what was decided before a crash, and not done: a launch from before the decision is to end, as soon as its agent is idle. */
async function endIfDecided(options: PullRequestObserverOptions, { record, session, settings, verdict }: Decided): Promise<void> {
  const decidedAt = sessionEndDecidedAt(verdict.ledger);
  const startedAt = record.launch?.startedAt ?? null;
  if (decidedAt === null || startedAt === null || startedAt > decidedAt || record.phase !== 'live') return;
  const isNew = verdict.actions.some(({ type }: ReactionAction) => type === 'end_session');
  if (!isNew && (settings.afterMerge !== 'end' || session.activity.state !== 'idle' || session.otherOpenPullRequests > 0)) return;
  const sessionId: SessionId = record.id;
  options.logger.info('A session is ended because its pull request was merged', { sessionId });
  await options.endSession(sessionId);
}

async function readThreads(
  { scm, stores }: PullRequestObserverOptions,
  tools: ConsiderTools,
  wanted: {
    readonly snapshot: PullRequestSnapshot;
    readonly ids: readonly string[];
    readonly into: Map<string, ForgeAnswer<ReviewThread>>;
  },
  signal: AbortSignal,
): Promise<void> {
  const { snapshot, ids, into } = wanted;
  if (ids.length === 0) return;
  const answers = await scm.readThreads(ids, signal);
  signal.throwIfAborted();
  const read: ReviewThread[] = [];
  for (const id of ids) {
    const answer = answers.get(id) ?? { outcome: 'gone' };
    into.set(id, answer);
    tools.heard(snapshot.repository.host, answer);
    if (answer.outcome === 'value') read.push(answer.value);
  }
  if (read.length > 0) stores.pullRequests.recordThreads(snapshot.id, read);
}

/** Why a check failed is read once for each of its runs. */
async function readFailure(
  { scm, stores }: PullRequestObserverOptions,
  tools: ConsiderTools,
  { snapshot, check }: { readonly snapshot: PullRequestSnapshot; readonly check: PullRequestSnapshot['checks']['items'][number] },
  signal: AbortSignal,
): Promise<ForgeAnswer<CheckFailure>> {
  const known = stores.pullRequests.failuresOf(snapshot.id).get(check.id);
  if (known !== undefined) return { outcome: 'value', value: known };
  const answer = await scm.readFailure({ repository: snapshot.repository, check }, signal);
  signal.throwIfAborted();
  tools.heard(snapshot.repository.host, answer);
  // Of a job that still runs the log comes later.
  const isFinal = answer.outcome === 'value' && answer.value.logMissing !== 'running';
  if (isFinal) stores.pullRequests.recordFailure(snapshot.id, check.id, answer.value);
  return answer;
}
