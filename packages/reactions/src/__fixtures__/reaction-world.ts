import type { ReactionChoices } from '@ao/domain';
import type { CheckFailure, ForgeAnswer, PullRequestSnapshot, ReviewThread } from '@ao/ports';
import { decideReactions, type ReactionVerdict } from '../decide/decide-reactions.ts';
import type { ReactionAction } from '../decide/reaction-action.ts';
import type { ReactionEntry, ReactionLedger } from '../ledger/reaction-ledger.ts';
import type { ReactionSession } from '../session/reaction-session.ts';
import { resolveReactionSettings } from '../settings/resolve-settings.ts';
import { SESSION, snapshot, T0 } from './sample-pull-request.ts';

/** An agent that has nothing to do. */
export function freeSession(changes: Partial<ReactionSession> = {}): ReactionSession {
  return {
    id: SESSION,
    phase: 'live',
    activity: { state: 'idle' },
    launchState: 'ready',
    otherOpenPullRequests: 0,
    standsOnOpenPullRequest: false,
    ownAccounts: ['ana'],
    ...changes,
  };
}

export function failure(text: string, changes: Partial<CheckFailure> = {}): ForgeAnswer<CheckFailure> {
  return { outcome: 'value', value: { excerpt: { text, isCut: false }, source: 'log', logMissing: null, failedSteps: ['Run tests'], ...changes } };
}

/** What the host would answer, and who has seen what so far: asks as an observer would, one look after the other. */
export interface ReactionWorld {
  now: number;
  session: ReactionSession;
  choices: ReactionChoices;
  readonly threads: Map<string, ForgeAnswer<ReviewThread>>;
  readonly failures: Map<string, ForgeAnswer<CheckFailure>>;
  ledger: ReactionLedger | null;
  /** The last answer. */
  verdict: ReactionVerdict | null;
  /** Everything that was read on demand, by id. */
  readonly fetched: string[];
  readonly actions: ReactionAction[];
  /** Shows the pull request as it is at `now`, fetches what is wanted, and gives the actions that follow. */
  readonly look: (changes?: Partial<PullRequestSnapshot>) => readonly ReactionAction[];
  /** The same after some time has passed. */
  readonly lookAfter: (ms: number, changes?: Partial<PullRequestSnapshot>) => readonly ReactionAction[];
  readonly sent: () => readonly string[];
  readonly entries: (decision?: ReactionEntry['decision']) => readonly string[];
}

export function reactionWorld(choices: ReactionChoices = {}): ReactionWorld {
  const world: ReactionWorld = {
    now: T0,
    session: freeSession(),
    choices,
    threads: new Map(),
    failures: new Map(),
    ledger: null,
    verdict: null,
    fetched: [],
    actions: [],
    look(changes = {}) {
      const shown = snapshot({ observedAt: world.now, ...changes });
      const settings = resolveReactionSettings(world.choices);
      const threads = new Map<string, ForgeAnswer<ReviewThread>>();
      const failures = new Map<string, ForgeAnswer<CheckFailure>>();
      const found: ReactionAction[] = [];
      for (let round = 0; round < 5; round += 1) {
        const { session, ledger, now } = world;
        const verdict = decideReactions({ snapshot: shown, session, settings, ledger, threads, failures, now });
        world.verdict = verdict;
        // What is stored must survive being stored.
        world.ledger = JSON.parse(JSON.stringify(verdict.ledger)) as ReactionLedger;
        found.push(...verdict.actions);
        const { wants } = verdict;
        if (wants.threads.length + wants.failures.length === 0) break;
        for (const id of wants.threads) threads.set(id, world.threads.get(id) ?? { outcome: 'gone' });
        for (const { id } of wants.failures) failures.set(id, world.failures.get(id) ?? failure(`the log of ${id}`));
        world.fetched.push(...wants.threads, ...wants.failures.map(({ id }) => id));
      }
      world.actions.push(...found);
      return found;
    },
    lookAfter(ms, changes = {}) {
      world.now += ms;
      return world.look(changes);
    },
    sent: () => world.actions.flatMap((action) => (action.type === 'send' ? [action.text] : [])),
    entries: (decision) =>
      (world.ledger?.entries ?? [])
        .filter((entry) => decision === undefined || entry.decision === decision)
        .map(({ subject, decision, reason }) => `${subject}: ${decision}, ${reason}`),
  };
  return world;
}
