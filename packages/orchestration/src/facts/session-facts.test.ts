import type { SessionEnd, SessionRecord } from '@ao/domain';
import { afterEach, describe, expect, test } from 'vitest';
import { MINUTE_MS, T0 } from '../__fixtures__/sample-facts.ts';
import { createWakesWorld } from '../__fixtures__/wakes-world.ts';
import { DEFAULT_WAKE_SETTINGS } from '../settings/wake-settings.ts';
import { sessionFacts } from './session-facts.ts';

const world = createWakesWorld();
afterEach(() => world.stop());

function sampleSession(changes: Partial<SessionRecord> = {}): SessionRecord {
  const session = world.stores.sessions.get(world.spawn());
  if (session === null) throw new Error('no session');
  return { ...session, ...changes };
}
const factsOf = (session: SessionRecord, now = T0 + MINUTE_MS) =>
  sessionFacts({ session, questions: [], reports: [], pullRequests: [], head: null }, DEFAULT_WAKE_SETTINGS, now);
const ended = (reason: SessionEnd['reason'], exit: SessionRecord['exit'] = null) =>
  sampleSession({ phase: 'ended', end: { at: T0, reason, message: null }, exit });

describe('the end of a session', () => {
  test.each([
    ['exited', { at: T0, code: 1, signal: null, evidence: 'exit_record' }, 'its agent ended by itself (code 1)'],
    ['exited', { at: T0, code: null, signal: 'SIGKILL', evidence: 'exit_record' }, 'its agent ended by itself (SIGKILL)'],
    ['exited', null, 'its agent ended by itself'],
    ['lost', null, 'its agent vanished'],
    ['spawn_failed', null, 'it could not be started'],
  ] as const)('%s with %j is told as "%s"', (reason, exit, text) => {
    expect(factsOf(ended(reason, exit)).facts).toMatchObject([{ kind: 'ended', urgency: 'soon', text }]);
  });

  test.each(['killed', 'merged'] as const)('%s is no news: somebody wished it', (reason) => {
    expect(factsOf(ended(reason)).facts).toEqual([]);
  });

  test('is forgotten after a week', () => {
    expect(factsOf(ended('exited'), T0 + DEFAULT_WAKE_SETTINGS.forgetAfterMs).facts).toHaveLength(1);
    expect(factsOf(ended('exited'), T0 + DEFAULT_WAKE_SETTINGS.forgetAfterMs + 1).facts).toEqual([]);
  });
});

describe('a session that needs a person', () => {
  test.each(['needs_trust', 'needs_login', 'update_prompt'] as const)('because of %s is told after two minutes', (state) => {
    const session = sampleSession();
    const asking = { ...session, launch: session.launch === null ? null : { ...session.launch, state } };
    expect(factsOf(asking, T0 + MINUTE_MS)).toEqual({ facts: [], nextAt: T0 + 2 * MINUTE_MS });
    expect(factsOf(asking, T0 + 2 * MINUTE_MS)).toMatchObject({ facts: [{ kind: 'needs_person', isStanding: true }], nextAt: null });
  });

  test('is the same fact while the same request stands open, and another for the next', () => {
    const keyOf = (since: number, correlationId: string | null): string | undefined => {
      const activity = { state: 'blocked', since, evidenceAt: since, source: 'hook', detail: 'x', correlationId } as const;
      return factsOf({ ...sampleSession({ id: 'shop-2' as SessionRecord['id'], launch: null }), activity }, T0 + 60 * MINUTE_MS).facts[0]
        ?.key;
    };
    expect(keyOf(T0, 'tool-1')).toBe(keyOf(T0 + 5, 'tool-1'));
    expect(keyOf(T0, 'tool-1')).not.toBe(keyOf(T0, 'tool-2'));
    expect(keyOf(T0, null)).not.toBe(keyOf(T0 + 5, null));
  });
});

test('a branch without commits of its own is no news', () => {
  const news = { session: sampleSession(), questions: [], reports: [], pullRequests: [] };
  const facts = (commits: number) =>
    sessionFacts({ ...news, head: { commit: 'c'.repeat(40), commits, at: T0 } }, DEFAULT_WAKE_SETTINGS, T0).facts;
  expect(facts(0)).toEqual([]);
  expect(facts(2)).toMatchObject([{ kind: 'commits', text: '2 commits on its branch, the newest is cccccccccc' }]);
});
