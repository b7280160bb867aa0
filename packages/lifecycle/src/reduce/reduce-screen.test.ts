import { describe, expect, test } from 'vitest';
import type { ScreenDialog } from '@ao/ports';
import { activity, after, launched, liveSession, newSession, screen } from '../__fixtures__/sample-session.ts';
import { reduce } from './reduce.ts';

const dialog = (kind: ScreenDialog['kind'], text = 'Do you want to proceed?') => ({ state: 'dialog', dialog: { kind, text } }) as const;
const starting = after(newSession(), launched);

describe('a launch', () => {
  test.each([['composer'], ['busy']] as const)('is ready when the screen shows %s', (state) => {
    expect(after(starting, screen(3_000, { state })).launch?.state).toBe('ready');
  });

  test.each([
    ['trust', 'needs_trust'],
    ['login', 'needs_login'],
    ['update', 'update_prompt'],
  ] as const)('with a %s dialog %s', (kind, state) => {
    expect(after(starting, screen(3_000, dialog(kind)))).toMatchObject({
      launch: { state },
      activity: { state: 'blocked', detail: 'Do you want to proceed?', source: 'screen' },
    });
  });

  test('is idle once the dialog was answered and the composer is there', () => {
    const session = after(starting, screen(3_000, dialog('trust')), screen(9_000, { state: 'composer' }));
    expect(session.launch?.state).toBe('ready');
    expect(after(session, screen(12_000, { state: 'composer' })).activity.state).toBe('idle');
  });

  test('the same dialog seen again is no change', () => {
    const session = after(starting, screen(3_000, dialog('trust')));
    expect(reduce(session, screen(5_000, dialog('trust'))).facts).toBe(session);
  });
});

describe('activity', () => {
  test('a hook wins over a screen that the program had no time to redraw', () => {
    const session = liveSession(activity(5_000, 'active'));
    expect(after(session, screen(5_500, { state: 'composer' })).activity.state).toBe('active');
    expect(after(session, screen(7_000, { state: 'composer' })).activity.state).toBe('idle');
  });

  test('a dialog on the screen blocks, a question asks', () => {
    const session = liveSession(activity(5_000, 'active'));
    expect(after(session, screen(9_000, dialog('permission'))).activity).toMatchObject({ state: 'blocked', source: 'screen' });
    expect(after(session, screen(9_000, dialog('question'))).activity.state).toBe('waiting_input');
  });

  test('a dialog that is no longer on the screen is over', () => {
    const session = liveSession(activity(5_000, 'blocked', { correlationId: 'tool-1' }));
    expect(after(session, screen(5_800, { state: 'busy' })).activity.state).toBe('blocked');
    expect(after(session, screen(7_000, { state: 'busy' })).activity.state).toBe('active');
  });

  test('a question the agent reported is not taken back by its empty composer', () => {
    const session = liveSession(activity(5_000, 'waiting_input', { source: 'report' }));
    expect(reduce(session, screen(9_000, { state: 'composer' })).facts.activity).toBe(session.activity);
  });

  test('the same picture is written at intervals only', () => {
    const session = liveSession(activity(5_000, 'active'), screen(10_000, { state: 'busy' }));
    expect(reduce(session, screen(13_000, { state: 'busy' })).facts).toBe(session);
    expect(after(session, screen(17_000, { state: 'busy' })).activity).toMatchObject({ since: session.activity.since, source: 'screen' });
  });

  test.each([[{ state: 'unknown' }], [{ state: 'starting' }], [null]] as const)('%j proves nothing about a working agent', (reading) => {
    const session = liveSession(activity(5_000, 'active'));
    expect(after(session, screen(60_000, reading)).activity).toEqual(session.activity);
  });
});

describe('an idle agent whose screen goes on changing', () => {
  const idle = liveSession(activity(5_000, 'idle'));

  test.each([[null], [{ state: 'unknown' }]] as const)('without a signal is not believed idle any more (%j)', (reading) => {
    expect(after(idle, screen(40_000, reading)).activity).toMatchObject({ state: 'unknown', source: 'timeout' });
  });

  test('is believed for a while, and when its screen can be read', () => {
    expect(after(idle, screen(30_000, null)).activity.state).toBe('idle');
    expect(after(idle, screen(40_000, { state: 'composer' })).activity.state).toBe('idle');
    expect(after(idle, screen(40_000, null, 6_000)).activity.state).toBe('idle');
  });

  test('is believed again when it speaks', () => {
    expect(after(idle, screen(40_000, null), activity(41_000, 'idle')).activity).toMatchObject({ state: 'idle', source: 'hook' });
  });
});

describe('a working agent whose hooks are lost and whose screen nobody can read', () => {
  const working = liveSession(activity(5_000, 'active'));

  test.each([[null], [{ state: 'unknown' }]] as const)('is not believed to work for ever because something moves (%j)', (reading) => {
    const doubted = after(working, screen(130_000, reading)).activity;
    expect(doubted).toMatchObject({ state: 'unknown', source: 'timeout', detail: 'its screen keeps changing, but it reports nothing' });
  });

  test('is believed for a while, while its screen can be read, and while it notes what it does', () => {
    expect(after(working, screen(120_000, null)).activity.state).toBe('active');
    expect(after(working, screen(130_000, { state: 'busy' })).activity.state).toBe('active');
    const noting = { ...screen(600_000, null), notesSeen: true } as const;
    expect(after(working, noting).activity.state).toBe('active');
    expect(after(liveSession(activity(5_000, 'idle')), noting).activity.state).toBe('idle');
  });

  test('is believed again when it speaks, also of what happened before', () => {
    const doubted = after(working, screen(130_000, null));
    expect(after(doubted, activity(131_000, 'active')).activity.state).toBe('active');
    expect(after(doubted, { ...activity(100_000, 'idle'), at: screen(132_000, null).at }).activity.state).toBe('idle');
  });
});
