import { AoError, cleanMessageText, type ReactionChoices, utf8Length } from '@ao/domain';
import type { CheckFailure, ForgeAnswer, PullRequestSnapshot, ReviewThread } from '@ao/ports';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN, hostileText } from '../__fixtures__/hostile-text.ts';
import { freeSession } from '../__fixtures__/reaction-world.ts';
import { check, checks, comment, MINUTE, snapshot, T0, thread, threads } from '../__fixtures__/sample-pull-request.ts';
import type { ReactionLedger, Telling } from '../ledger/reaction-ledger.ts';
import { type ReactionSession, sessionHold } from '../session/reaction-session.ts';
import { resolveReactionSettings } from '../settings/resolve-settings.ts';
import { decideReactions } from './decide-reactions.ts';
import type { ReactionAction } from './reaction-action.ts';

const session: fc.Arbitrary<ReactionSession> = fc
  .record({
    phase: fc.constantFrom('live', 'live', 'live', 'queued', 'starting', 'stopping', 'ended'),
    activity: fc.record({ state: fc.constantFrom('idle', 'idle', 'active', 'unknown', 'waiting_input', 'blocked', 'exited') }),
    launchState: fc.constantFrom('ready', 'ready', 'starting', 'needs_login', 'timed_out'),
    otherOpenPullRequests: fc.nat({ max: 1 }),
  })
  .map((changes) => freeSession(changes));

const pullRequest: fc.Arbitrary<Partial<PullRequestSnapshot>> = fc
  .record({
    state: fc.constantFrom('open', 'open', 'open', 'open', 'draft', 'merged', 'closed'),
    headCommit: fc.constantFrom('a1', 'a2', 'a3'),
    conflict: fc.constantFrom('mergeable', 'conflicting', 'unknown'),
    mergeability: fc.constantFrom('mergeable', 'blocked', 'conflicting', 'unknown'),
    decision: fc.constantFrom('none', 'approved', 'changes_requested', 'review_required'),
    test: fc.constantFrom('passed', 'failed', 'running', 'cancelled'),
    lint: fc.constantFrom('passed', 'failed', 'failed', 'queued'),
    isForHead: fc.constantFrom(true, true, true, false),
    open: fc.subarray(['t1', 't2']),
    marker: fc.constantFrom('m1', 'm2', 'm3'),
  } as const)
  .map(({ test, lint, isForHead, open, marker, decision, ...rest }) => ({
    ...rest,
    checks: checks([check('test', { state: test }), check('lint', { state: lint, isRequired: false })], { isForHead }),
    threads: threads(marker, ...open),
    review: { decision, source: 'rule', opinions: [] },
  }));

const step = fc.record({
  ms: fc.constantFrom(0, 10_000, MINUTE, 6 * MINUTE, 40 * MINUTE, 300 * MINUTE),
  session,
  pullRequest,
  /** How the newest comment of each thread is called now. */
  comments: fc.integer({ min: 1, max: 3 }),
  canRead: fc.constantFrom(true, true, true, false),
  text: hostileText,
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const choices: fc.Arbitrary<ReactionChoices> = fc.record({
  modes: fc.record({
    ci: fc.constantFrom('send', 'send', 'notify', 'off'),
    review: fc.constantFrom('send', 'notify'),
    ready: fc.constant('notify'),
  }),
  afterMerge: fc.constantFrom('keep', 'offer', 'end'),
  limits: fc.record({ ci: fc.record({ perHead: fc.integer({ min: 1, max: 3 }), inARow: fc.integer({ min: 1, max: 4 }) }) }),
  messageMaxBytes: fc.integer({ min: 2048, max: 9_000 }),
});

interface Done {
  readonly step: Step;
  readonly now: number;
  readonly before: ReactionLedger | null;
  readonly after: ReactionLedger;
  readonly actions: readonly ReactionAction[];
  readonly told: readonly Telling[];
}

/** Goes through the steps as an observer would; `store` is what becomes of the ledger between two questions. */
function play(
  steps: readonly Step[],
  chosen: ReactionChoices,
  store = (ledger: ReactionLedger): ReactionLedger => ledger,
): readonly Done[] {
  const settings = resolveReactionSettings(chosen);
  const done: Done[] = [];
  let ledger: ReactionLedger | null = null;
  let now = T0;
  for (const each of steps) {
    now += each.ms;
    const before = ledger;
    const seen = snapshot({ ...each.pullRequest, observedAt: now });
    const unreadable = { outcome: 'unknown', error: new AoError('INTERNAL') } as const;
    const threadsRead = new Map<string, ForgeAnswer<ReviewThread>>();
    const failuresRead = new Map<string, ForgeAnswer<CheckFailure>>();
    const actions: ReactionAction[] = [];
    for (let round = 0; ; round += 1) {
      const verdict = decideReactions({
        snapshot: seen,
        session: each.session,
        settings,
        ledger,
        threads: threadsRead,
        failures: failuresRead,
        now,
      });
      ledger = store(verdict.ledger);
      actions.push(...verdict.actions);
      expect(verdict.nextLookAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
      if (verdict.wants.threads.length + verdict.wants.failures.length === 0) break;
      expect(round).toBeLessThan(4);
      for (const id of verdict.wants.threads) {
        const value = thread(id, [comment(`${id}-${each.comments}`, 'bo', each.text)]);
        threadsRead.set(id, each.canRead ? { outcome: 'value', value } : unreadable);
      }
      for (const { id } of verdict.wants.failures) {
        const value = { excerpt: { text: each.text, isCut: false }, source: 'log', logMissing: null, failedSteps: [each.text] } as const;
        failuresRead.set(id, each.canRead ? { outcome: 'value', value } : unreadable);
      }
    }
    done.push({ step: each, now, before, after: ledger, actions, told: ledger.told.slice(before?.told.length ?? 0) });
  }
  return done;
}

const steps = fc.array(step, { minLength: 1, maxLength: 25 });
const run = (property: (steps: readonly Step[], choices: ReactionChoices) => void) =>
  fc.assert(fc.property(steps, choices, property), { numRuns: 100 });

describe('whatever a pull request and its session go through', () => {
  test('nothing is told twice, no message is sent twice, and no name of an action is used twice', () => {
    run((taken, chosen) => {
      const done = play(taken, chosen);
      const signatures = done.flatMap(({ told }) => told.map(({ signature }) => signature));
      expect(new Set(signatures).size).toBe(signatures.length);
      const names = done.flatMap(({ actions }) =>
        actions.map((action) => (action.type === 'send' ? action.messageId : `${action.type} ${action.key}`)),
      );
      expect(new Set(names).size).toBe(names.length);
    });
  });

  test('nothing is sent to an agent that cannot listen, and never more than one message at a time', () => {
    run((taken, chosen) => {
      for (const { step, actions } of play(taken, chosen)) {
        const messages = actions.filter(({ type }) => type === 'send');
        expect(messages.length).toBeLessThanOrEqual(1);
        if (messages.length > 0) expect(sessionHold(step.session)).toBeNull();
        if (actions.some(({ type }) => type === 'end_session'))
          expect(step.session).toMatchObject({ phase: 'live', activity: { state: 'idle' } });
      }
    });
  });

  test('no limit is exceeded', () => {
    run((taken, chosen) => {
      const { limits } = resolveReactionSettings(chosen);
      const perHead = new Map<string, Set<string>>();
      for (const { after, told, now, before } of play(taken, chosen)) {
        for (const kind of ['ci', 'review', 'conflict'] as const) {
          expect(after.streaks[kind]?.sent ?? 0).toBeLessThanOrEqual(limits[kind].inARow);
          const lastAt = before?.streaks[kind]?.lastAt ?? null;
          const isTold = told.some((telling) => telling.kind === kind);
          if (isTold && lastAt !== null) expect(now - lastAt).toBeGreaterThanOrEqual(limits[kind].coolDownMs);
        }
        for (const { kind, head, key } of told) {
          const messages = perHead.get(`${kind} ${head}`) ?? new Set();
          perHead.set(`${kind} ${head}`, messages.add(key));
          if (kind === 'ci' || kind === 'review' || kind === 'conflict') expect(messages.size).toBeLessThanOrEqual(limits[kind].perHead);
        }
      }
    });
  });

  test('people are told at most once that it leads nowhere, until all was well', () => {
    run((taken, chosen) => {
      const latched = new Set<string>();
      for (const { actions, after } of play(taken, chosen)) {
        for (const action of actions) {
          if (action.type !== 'escalate') continue;
          const latch = `${action.kind} ${after.streaks[action.kind]?.round ?? 0}`;
          expect(latched.has(latch)).toBe(false);
          latched.add(latch);
        }
      }
    });
  });

  test('a restart at any point changes nothing', () => {
    run((taken, chosen) => {
      const restarted = play(taken, chosen, (ledger) => JSON.parse(JSON.stringify(ledger)) as ReactionLedger);
      expect(restarted).toEqual(play(taken, chosen));
    });
  });

  test('a decision that was not stored is made again in the same way', () => {
    run((taken, chosen) => {
      const last = play(taken, chosen).at(-1)!;
      const question = {
        snapshot: snapshot({ ...last.step.pullRequest, observedAt: last.now }),
        settings: resolveReactionSettings(chosen),
      };
      const ask = () => decideReactions({ ...question, session: last.step.session, ledger: last.before, now: last.now });
      expect(ask()).toEqual(ask());
    });
  });

  test('asked again at once, nothing more is done and nothing has to be stored', () => {
    run((taken, chosen) => {
      const last = play(taken, chosen).at(-1)!;
      fc.pre(last.step.canRead);
      const shown = snapshot({ ...last.step.pullRequest, observedAt: last.now });
      const settings = resolveReactionSettings(chosen);
      const settled = decideReactions({ snapshot: shown, session: last.step.session, settings, ledger: last.after, now: last.now });
      expect(settled.actions).toEqual([]);
      const again = decideReactions({ snapshot: shown, session: last.step.session, settings, ledger: settled.ledger, now: last.now });
      expect(again.ledger).toBe(settled.ledger);
    });
  });

  test('what is still so is told once the agent is free and its time has come', () => {
    run((taken) => {
      const stays: Step = { ...taken[0]!, session: freeSession({ activity: { state: 'active' } }), canRead: true, comments: 3 };
      const shownLast = taken.at(-1)!.pullRequest;
      const open = { ...shownLast.threads!, marker: 'last' };
      const last = { ...stays, pullRequest: { ...shownLast, state: 'open' as const, threads: open } };
      const calm = { inARow: 99, perHead: 99 };
      const done = play([...taken, ...Array.from({ length: 8 }, () => ({ ...last, ms: 61 * MINUTE }))], {
        limits: { ci: calm, review: calm, conflict: calm },
      });
      const { after } = done.at(-1)!;
      const { checks: shown, conflict } = last.pullRequest;
      const told = new Set(after.told.map(({ signature }) => signature));
      if (conflict === 'conflicting') expect(told).toContain(`conflict:${after.conflict.count}`);
      for (const { id } of open.unresolved) expect(told).toContain(`thread:${id}:${id}-3`);
      for (const item of shown?.items ?? []) {
        if (item.state === 'failed' && shown?.isForHead)
          expect(told).toContain(`ci:${last.pullRequest.headCommit}:build / ${item.name}:failed`);
      }
      const newest = new Map(after.entries.map((entry) => [`${entry.kind} ${entry.subject}`, entry.decision]));
      expect(Array.from(newest.values())).not.toContain('suppressed');
    });
  });

  test('messages are clean, within their limit, and no text steps out of its quotation', () => {
    run((taken, chosen) => {
      for (const { actions, step } of play(taken, chosen)) {
        for (const action of actions) {
          if (action.type !== 'send') continue;
          expect(utf8Length(action.text)).toBeLessThanOrEqual(chosen.messageMaxBytes ?? 0);
          expect(action.text).not.toMatch(FORBIDDEN);
          expect(cleanMessageText(action.text)).toBe(action.text);
          expect(action.text.startsWith('Pull request #12 ')).toBe(true);
          const ownLines = action.text.split('\n').filter((line) => !line.startsWith('> '));
          for (const line of ownLines) expect(line).toMatch(OWN_LINE);
          expect(step.session.id).toBe(action.sessionId);
        }
      }
    });
  });

  test('the ledger stays small', () => {
    run((taken, chosen) => {
      expect(JSON.stringify(play(taken, chosen).at(-1)?.after).length).toBeLessThan(100_000);
    });
  });
});

/** Every line a message may have that is not quoted. */
const OWN_LINE = new RegExp(
  [
    '^$',
    '^Pull request #12 \\(branch ao/shop-1/health-check\\): .*\\. https://github\\.com/acme/shop/pull/12$',
    '^Lines that begin with "> " are quoted: ',
    '^Checks that fail at commit a\\d:$',
    '^- "build / (test|lint)"( \\(required\\))?(, in the step "[^"]*")?: https://github\\.com/\\S+$',
    '^From its log:$',
    '^Why is not known here: ',
    '^(Failing too, without room for details|Cancelled): "build / (test|lint)"\\.$',
    '^Review:$',
    '^- Reviewers have requested changes\\.$',
    '^- Thread at "src/health\\.ts", line 7: ',
    '^"bo" wrote:$',
    '^Merge conflict:$',
    '^Commit a\\d cannot be joined with main as it is now\\. ',
    '^Mend what is right to mend, commit, and push to the same branch\\.( Where you do not agree with a comment, answer in its thread\\.)?$',
    '^\\[(\\d+ lines?|its end was)( and its end)? left out\\]$',
    '^\\[The message was too long; its end was left out\\.\\]$',
    '^Nothing more has to be done for it\\.$',
  ].join('|'),
);
