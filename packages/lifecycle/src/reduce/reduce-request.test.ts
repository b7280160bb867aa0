import { describe, expect, test } from 'vitest';
import type { LaunchId } from '@ao/domain';
import {
  activity,
  after,
  asks,
  dead,
  LAUNCH,
  launched,
  liveSession,
  newSession,
  reactionsTo,
  request,
  screen,
  signal,
  T0,
} from '../__fixtures__/sample-session.ts';
import type { Observation } from '../observation/observation.ts';
import { reduce } from './reduce.ts';

const cleared = (at: number, correlationId: string | null): Observation =>
  signal({ type: 'request_cleared', at: T0 + at, source: 'hook', evidence: 'hook', correlationId });
const prompt = (at: number): Observation => signal({ type: 'prompt_submitted', at: T0 + at, source: 'hook', evidence: 'hook', text: 'go' });
const statusFile = (at: number, state: 'active' | 'idle' | 'blocked') =>
  activity(at, state, { source: 'status_file', turnBoundary: false, detail: state === 'blocked' ? 'permission prompt' : null });
const dialog = { state: 'dialog', dialog: { kind: 'permission', text: 'Do you want to proceed?' } } as const;

const working = liveSession(activity(3_000, 'active'));
const one = after(working, asks(5_000, 'a'));
const two = after(one, asks(6_000, 'b'));
const idsAfter = (...observations: readonly Observation[]) => after(two, ...observations).requests.map(({ id }) => id);

describe('a request', () => {
  test('blocks, with its text, and is kept as data', () => {
    expect(one.requests).toEqual([request('a', 5_000)]);
    expect(one.activity).toMatchObject({ state: 'blocked', detail: 'Bash: a', correlationId: 'a', since: T0 + 5_000 });
    expect(after(working, asks(5_000, 'q', { kind: 'question' })).activity.state).toBe('waiting_input');
  });

  test('told again is the same; told differently it takes the place of the old one', () => {
    expect(reduce(one, asks(5_000, 'a')).facts).toBe(one);
    const again = after(one, asks(7_000, 'a', { channel: 'new.answer' }));
    expect(again.requests).toEqual([request('a', 7_000, { channel: 'new.answer' })]);
    expect(again.activity.since).toBe(T0 + 5_000);
  });

  test('that waits behind another does not take its place on the screen', () => {
    expect(two.requests.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(two.activity).toMatchObject({ detail: 'Bash: a', correlationId: 'a', since: T0 + 5_000 });
  });

  test('each one calls for a person', () => {
    expect(reactionsTo(working, asks(5_000, 'a'))).toContainEqual({ type: 'needs_person', text: 'Bash: a' });
    expect(reactionsTo(one, asks(6_000, 'b'))).toEqual([{ type: 'needs_person', text: 'Bash: b' }]);
    expect(reactionsTo(two, asks(6_000, 'b'))).toEqual([]);
  });

  test('of more than sixteen the newest stay', () => {
    const many = after(working, ...Array.from({ length: 20 }, (_, index) => asks(5_000 + index, `r${index}`)));
    expect(many.requests).toHaveLength(16);
    expect(many.requests.at(-1)?.id).toBe('r19');
  });

  test('carries no control characters, and no more than fits', () => {
    const dirty = after(
      working,
      asks(5_000, 'a', {
        tool: 'Ba\u001b[31msh',
        text: 'a\nb\u0007',
        input: `{"a":"\u009b1m"}\n${'ü'.repeat(20_000)}`,
        choices: [
          { id: 'allow', label: 'All\u0000ow' },
          { id: 'de\nny', label: 'Deny' },
        ],
      }),
    ).requests[0];
    expect(dirty).toMatchObject({ tool: 'Ba [31msh', text: 'a b', choices: [{ id: 'allow', label: 'All ow' }] });
    expect(dirty?.input).toMatch(/^\{"a":"1m"\}\nü+$/);
    expect(new TextEncoder().encode(dirty?.input ?? '').length).toBe(16 * 1024 - 1);
  });

  test('without a name is a block without data', () => {
    const nameless = after(working, asks(5_000, ''));
    expect([nameless.requests, nameless.activity.state]).toEqual([[], 'blocked']);
  });

  test('that was asked before the last word of its turn is too late', () => {
    expect(after(working, activity(9_000, 'idle'), asks(7_500, 'a')).requests).toEqual([]);
  });
});

describe('the same thing in other words', () => {
  test.each<[string, Observation]>([
    ['the screen', screen(9_000, dialog)],
    ['the screen, much later', screen(90_000, dialog)],
    ['the status file', statusFile(5_100, 'blocked')],
    ['a reminder', activity(11_000, 'blocked', { detail: 'Claude needs your permission' })],
  ])('%s leaves text and data as they are', (_who, observation) => {
    const { activity: known, requests } = after(two, observation);
    expect({ ...known, evidenceAt: 0 }).toEqual({ ...two.activity, evidenceAt: 0 });
    expect(requests).toBe(two.requests);
  });

  test('a status file that was read first is completed by the hook', () => {
    const seen = after(working, statusFile(5_100, 'blocked'), asks(5_000, 'a'));
    expect(seen.requests).toHaveLength(1);
    expect(seen.activity).toMatchObject({ state: 'blocked', detail: 'Bash: a', correlationId: 'a', evidenceAt: T0 + 5_100 });
    expect(after(seen, cleared(9_000, 'a')).activity.state).toBe('active');
  });
});

describe('one of several', () => {
  test.each<[string, Observation]>([
    ['its end', cleared(8_000, 'a')],
    ['its tool that goes on', activity(8_000, 'active', { turnBoundary: false, correlationId: 'a' })],
  ])('is over with %s, and the session stays blocked by the next', (_what, observation) => {
    const next = after(two, observation);
    expect(next.requests.map(({ id }) => id)).toEqual(['b']);
    expect(next.activity).toMatchObject({ state: 'blocked', detail: 'Bash: b', correlationId: 'b', since: T0 + 6_000 });
    expect(after(next, cleared(9_000, 'b'))).toMatchObject({ requests: [], activity: { state: 'active' } });
  });

  test('may be over before the one in front', () => {
    const rest = after(two, cleared(8_000, 'b'));
    expect(rest.requests.map(({ id }) => id)).toEqual(['a']);
    expect(rest.activity).toMatchObject({ detail: 'Bash: a', correlationId: 'a' });
  });

  test.each<[string, Observation]>([
    ['another tool', cleared(8_000, 'z')],
    ['a tool of a sub-agent', activity(8_000, 'active', { turnBoundary: false, correlationId: 'z' })],
    ['nothing in particular', cleared(8_000, null)],
    ['an end that is older than the request', cleared(4_000, 'a')],
    ['a sign of life', signal({ type: 'alive', at: T0 + 8_000, source: 'hook', evidence: 'hook' })],
  ])('is not over with the end of %s', (_what, observation) => {
    expect(idsAfter(observation)).toEqual(['a', 'b']);
  });

  test('that ended before something else was seen is over all the same', () => {
    const seen = after(one, statusFile(9_000, 'blocked'), cleared(8_000, 'a'));
    expect(seen).toMatchObject({ requests: [], activity: { state: 'blocked', detail: null, correlationId: null } });
  });

  test('gives way to a dialog without data, and comes back after it', () => {
    const other = after(one, activity(8_000, 'blocked', { detail: 'asks for a password', correlationId: 'e-1' }));
    expect(other).toMatchObject({ requests: [{ id: 'a' }], activity: { detail: 'asks for a password' } });
    expect(after(other, cleared(9_000, 'e-1'))).toMatchObject({ requests: [{ id: 'a' }], activity: { detail: 'Bash: a' } });
  });
});

describe('an answered request', () => {
  const answered = (requestId: string, launchId = LAUNCH): Observation => ({
    type: 'request_answered',
    at: T0 + 8_000,
    launchId,
    requestId,
  });

  test('stands open no longer, and the agent has yet to say that it goes on', () => {
    const waiting = after(one, answered('a'));
    expect(waiting).toMatchObject({ requests: [], activity: one.activity });
    expect(after(waiting, cleared(9_000, 'a')).activity.state).toBe('active');
    expect(after(waiting, statusFile(9_000, 'active')).activity.state).toBe('active');
  });

  test('gives way to the next, whether that one came before or comes after', () => {
    expect(after(two, answered('a'))).toMatchObject({ requests: [{ id: 'b' }], activity: { detail: 'Bash: b', correlationId: 'b' } });
    expect(after(one, answered('a'), asks(9_000, 'b'))).toMatchObject({ requests: [{ id: 'b' }], activity: { detail: 'Bash: b' } });
    expect(after(two, answered('b'))).toMatchObject({ requests: [{ id: 'a' }], activity: { detail: 'Bash: a' } });
  });

  test('of another launch, or one that is over, is no news', () => {
    expect(reduce(two, answered('a', 'l-0' as LaunchId)).facts).toBe(two);
    expect(reduce(two, answered('z')).facts).toBe(two);
  });
});

describe('a released request', () => {
  const choices = [{ id: 'allow', label: 'Allow' }];
  const waiting = after(two, asks(6_000, 'b', { choices, channel: 'b.answer' }));
  const released = (channel = 'b.answer', launchId = LAUNCH, requestId = 'b'): Observation => ({
    type: 'request_released',
    at: T0 + 8_000,
    launchId,
    requestId,
    channel,
  });

  test('stands open and blocks as before, and is answered in the terminal only', () => {
    const open = after(waiting, released());
    expect(open.requests.map(({ id, choices: left, channel }) => [id, left.length, channel])).toEqual([
      ['a', 2, 'a.answer'],
      ['b', 0, null],
    ]);
    expect(open).toMatchObject({ activity: waiting.activity, requests: [{}, { text: 'Bash: b', askedAt: T0 + 6_000 }] });
    expect(after(open, cleared(9_000, 'b'), cleared(9_500, 'a')).activity.state).toBe('active');
  });

  test('is no news twice, nor when it was asked anew, by another launch, or is over', () => {
    const open = after(waiting, released());
    expect(reduce(open, released()).facts).toBe(open);
    expect(reduce(waiting, released('older.answer')).facts).toBe(waiting);
    expect(reduce(waiting, released('b.answer', 'l-0' as LaunchId)).facts).toBe(waiting);
    expect(reduce(waiting, released('b.answer', LAUNCH, 'z')).facts).toBe(waiting);
    const ended = after(waiting, { type: 'ended', at: T0 + 9_000, reason: 'killed', message: null });
    expect(reduce(ended, released()).facts).toBe(ended);
  });

  test('calls for nobody a second time', () => {
    expect(reactionsTo(waiting, released()).map(({ type }) => type)).toEqual(['request_over']);
  });
});

describe('who waits for an answer in vain is told', () => {
  const over = (...observations: readonly Observation[]) =>
    reactionsTo(two, ...observations).flatMap((reaction) =>
      reaction.type === 'request_over' ? [`${reaction.launchId} ${reaction.request.id}`] : [],
    );

  test('when one is over, when all are, and when one was asked anew elsewhere', () => {
    expect(over(cleared(8_000, 'b'))).toEqual(['l-1 b']);
    expect(over(activity(8_000, 'idle'))).toEqual(['l-1 a', 'l-1 b']);
    expect(over(asks(8_000, 'a', { channel: 'new.answer' }))).toEqual(['l-1 a']);
    expect(over(asks(8_000, 'c'))).toEqual([]);
  });
});

describe('all of them are over', () => {
  test.each<[string, readonly Observation[], string]>([
    ['the end of the turn', [activity(8_000, 'idle')], 'idle'],
    ['the next prompt', [prompt(8_000)], 'active'],
    ['a status file that rests: Esc fires no hook', [statusFile(8_000, 'idle')], 'idle'],
    ['a status file that works', [statusFile(8_000, 'active')], 'active'],
    ['a screen without a dialog', [screen(12_000, { state: 'composer' })], 'idle'],
    ['a login asked for at the end of the turn', [activity(8_000, 'blocked', { turnBoundary: true, detail: 'needs a login' })], 'blocked'],
    ['the end of the process', [dead(8_000)], 'exited'],
    ['a kill', [{ type: 'ended', at: T0 + 8_000, reason: 'killed', message: null }], 'exited'],
    [
      'a new launch',
      [
        { type: 'ended', at: T0 + 8_000, reason: 'killed', message: null },
        { type: 'restore_begun', at: T0 + 9_000, deadlineAt: T0 + 20_000 },
        launched,
      ],
      'unknown',
    ],
  ])('with %s', (_what, observations, state) => {
    const over = after(two, ...observations);
    expect([over.requests, over.activity.state]).toEqual([[], state]);
  });

  test('with the end of the turn, also while a question the agent reported outlives it', () => {
    const reported = after(one, activity(7_000, 'waiting_input', { source: 'report', detail: 'Which database?' }));
    expect(reported.requests).toHaveLength(1);
    expect(after(reported, cleared(8_000, 'a'))).toMatchObject({ requests: [], activity: { detail: 'Which database?' } });
    expect(after(reported, activity(8_000, 'idle'))).toMatchObject({ requests: [], activity: { state: 'waiting_input' } });
  });

  test('a new session asks nothing', () => {
    expect(newSession().requests).toEqual([]);
  });
});
