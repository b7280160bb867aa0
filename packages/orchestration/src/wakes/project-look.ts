import { FINAL_MESSAGE_STATES, type MessageId, type MessageRecord, type ProjectId, type SessionRecord, type Timestamp } from '@ao/domain';
import type { WakeState } from '@ao/ports';
import { decideDigest, type Listener, type PendingDigest } from '../digest/decide-digest.ts';
import { sessionFacts } from '../facts/session-facts.ts';
import type { WakeFact } from '../facts/wake-fact.ts';
import { wakeSettings, type WakeSettings } from '../settings/wake-settings.ts';
import type { OrchestratorWakesOptions } from './orchestrator-wakes-options.ts';

/** Reports read for one look: more than one digest tells of. */
const REPORTS_MAX = 500;
/** Who a digest is from, as its first line says. */
const SENDER = { kind: 'automation', name: 'ao' } as const;

type LookOptions = Pick<OrchestratorWakesOptions, 'stores' | 'messenger' | 'clock' | 'identifiers' | 'settings'>;

/**
 * Looks at a project: works out what is so, decides, and does it, in one transaction. Synchronous.
 *
 * @returns when to look again by itself; null when something else has to change first.
 */
export function lookAtProject(options: LookOptions, projectId: ProjectId): Timestamp | null {
  const { stores } = options;
  return stores.transaction(() => {
    const orchestrator = openOrchestrator(stores, projectId);
    const project = stores.projects.get(projectId);
    if (orchestrator === null || project === null) return null;
    const settings = wakeSettings(project.config.orchestrator, options.settings);
    const now = options.clock.now();
    const state = settledState(options, orchestrator);
    const sessions = recentSessions(stores, projectId, settings, now);
    const { facts, nextAt } = factsOf(options, sessions, { state, settings, now });
    const pending = pendingDigest(stores, state);
    const decision = decideDigest({
      subject: { projectId, nameOf: (id) => sessions.find((session) => session.id === id)?.displayName ?? null },
      facts,
      told: stores.wakes.told(
        projectId,
        facts.map(({ key }) => key),
      ),
      since: state.since,
      lastDigestAt: state.lastDigestAt,
      pending,
      listener: listenerOf(orchestrator),
      settings,
      now,
    });
    const next = earliest(decision.nextLookAt, nextAt);
    if (decision.withdraw !== null) {
      const { messageId, reason } = decision.withdraw;
      // Too late: it is being delivered, and its end makes somebody look again.
      if (options.messenger.withdraw(messageId, reason) === null) return next;
      stores.wakes.untell(messageId);
    }
    if (decision.digest !== null) tell(options, orchestrator, state, decision.digest);
    return next;
  });
}

function tell(
  { stores, messenger, clock, identifiers }: LookOptions,
  orchestrator: SessionRecord,
  state: WakeState,
  digest: { readonly text: string; readonly keys: readonly string[] },
): void {
  const { id: sessionId, projectId } = orchestrator;
  const at = clock.now();
  const id = identifiers.create('digest-') as MessageId;
  stores.wakes.tell(projectId, digest.keys, { id, at });
  stores.wakes.putState(projectId, { ...state, lastDigestAt: at, digest: { messageId: id, sessionId } });
  messenger.send({ sessionId, id, text: digest.text, sender: SENDER, urgent: false });
}

function openOrchestrator(stores: LookOptions['stores'], projectId: ProjectId): SessionRecord | null {
  const open = stores.sessions.list({ projectId, phases: ['queued', 'starting', 'live'] });
  return open.find(({ kind }) => kind === 'orchestrator') ?? null;
}

/** How far the telling has come, with digests that never reached anybody taken back. */
function settledState({ stores }: LookOptions, orchestrator: SessionRecord): WakeState {
  const { projectId } = orchestrator;
  const known = stores.wakes.state(projectId);
  const state = known ?? { since: orchestrator.createdAt, lastDigestAt: null, digest: null };
  if (known === null) stores.wakes.putState(projectId, state);
  const message = state.digest === null ? null : stores.messages.get(state.digest.messageId);
  if (state.digest === null || message === null) return state;
  const isForAnother = state.digest.sessionId !== orchestrator.id;
  const isOver = FINAL_MESSAGE_STATES.has(message.state);
  if (!isOver && !isForAnother) return state;
  if (isForAnother ? !mayHaveArrived(message) : neverArrived(message)) stores.wakes.untell(message.id);
  const settled = { ...state, digest: null };
  stores.wakes.putState(projectId, settled);
  return settled;
}

function neverArrived({ state, receipts }: MessageRecord): boolean {
  if (state === 'refused' || state === 'withdrawn') return true;
  return (state === 'failed' || state === 'stalled') && !receipts.some((receipt) => receipt.state === 'submitted');
}

function mayHaveArrived({ state, receipts }: MessageRecord): boolean {
  return state === 'acknowledged' || receipts.some((receipt) => receipt.state === 'submitted');
}

function pendingDigest(stores: LookOptions['stores'], { digest }: WakeState): PendingDigest | null {
  const message = digest === null ? null : stores.messages.get(digest.messageId);
  if (message === null) return null;
  const isQueued = message.state === 'queued' && message.delivery === null;
  return { messageId: message.id, keys: stores.wakes.toldBy(message.id), isQueued };
}

function recentSessions(
  stores: LookOptions['stores'],
  projectId: ProjectId,
  { forgetAfterMs }: WakeSettings,
  now: Timestamp,
): readonly SessionRecord[] {
  return stores.sessions
    .list({ projectId })
    .filter(({ kind, end }) => kind === 'worker' && (end === null || now - end.at <= forgetAfterMs));
}

function factsOf(
  { stores }: LookOptions,
  sessions: readonly SessionRecord[],
  { state, settings, now }: { readonly state: WakeState; readonly settings: WakeSettings; readonly now: Timestamp },
): { readonly facts: readonly WakeFact[]; readonly nextAt: Timestamp | null } {
  const [first] = sessions;
  if (first === undefined) return { facts: [], nextAt: null };
  const ids = sessions.map(({ id }) => id);
  const since = Math.max(state.since, now - settings.forgetAfterMs);
  const reports = stores.reports.list({ projectId: first.projectId, since }, REPORTS_MAX);
  const standing = stores.reports.standing(ids);
  const pullRequests = stores.pullRequests.forSessions(ids);
  const heads = stores.wakes.heads(ids);
  const all = sessions.map((session) => {
    const { id } = session;
    const said = reports.filter(({ sessionId }) => sessionId === id);
    const questions = standing.get(id)?.questions ?? [];
    return sessionFacts(
      { session, questions, reports: said, pullRequests: pullRequests.get(id) ?? [], head: heads.get(id) ?? null },
      settings,
      now,
    );
  });
  return {
    facts: all.flatMap(({ facts }) => facts),
    nextAt: all.reduce((next, { nextAt }) => earliest(next, nextAt), null as Timestamp | null),
  };
}

function listenerOf({ phase, launch, activity }: SessionRecord): Listener {
  if (phase !== 'live') return { state: 'absent' };
  if (launch?.state !== 'ready' && launch?.state !== 'timed_out') return { state: 'held' };
  if (activity.state === 'active') return { state: 'works', since: activity.since };
  return { state: activity.state === 'blocked' || activity.state === 'waiting_input' ? 'held' : 'rests' };
}

function earliest(one: Timestamp | null, other: Timestamp | null): Timestamp | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
