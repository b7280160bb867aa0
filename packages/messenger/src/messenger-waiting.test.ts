import { describe, expect, test } from 'vitest';
import { AoError } from '@ao/domain';
import type { RuntimeV1 } from '@ao/ports';
import { createMessengerWorld } from './__fixtures__/messenger-world.ts';

function running(abilities: Parameters<typeof createMessengerWorld>[0] = {}) {
  const world = createMessengerWorld(abilities);
  const daemon = world.start();
  world.tui.onSubmit = (text) => void world.clock.setTimer(40, () => daemon.messenger.acknowledge(world.id, world.prompt(text)));
  const send = (text: string, more: Parameters<typeof world.request>[1] = {}) => daemon.messenger.send(world.request(text, more)).id;
  return { ...world, daemon, send };
}

describe('nothing is typed', () => {
  test.each<[string, (world: ReturnType<typeof running>) => void, (world: ReturnType<typeof running>) => void]>([
    ['while the facts tell of a dialog', ({ setActivity }) => setActivity('blocked'), ({ setActivity }) => setActivity('idle')],
    ['while the screen shows a dialog', ({ tui }) => void (tui.dialog = 'Proceed?'), ({ tui }) => void (tui.dialog = null)],
    [
      'while the agent works and takes nothing meanwhile',
      ({ setActivity }) => setActivity('active'),
      ({ setActivity }) => setActivity('idle'),
    ],
    ['while only the screen shows that it works', ({ tui }) => void (tui.busy = true), ({ tui }) => void (tui.busy = false)],
    ['before it is ready', ({ setLaunch }) => setLaunch({ state: 'starting' }), ({ setLaunch }) => setLaunch({ state: 'ready' })],
    ['while it asks for trust', ({ setLaunch }) => setLaunch({ state: 'needs_trust' }), ({ setLaunch }) => setLaunch({ state: 'ready' })],
    ['while the session is being started', ({ change }) => change({ phase: 'starting' }), ({ change }) => change({ phase: 'live' })],
    ['while a person has a draft in the composer', ({ tui }) => void (tui.composer = 'draft'), ({ tui }) => void (tui.composer = '')],
    ['while the screen cannot be read', ({ tui }) => void (tui.garbled = true), ({ tui }) => void (tui.garbled = false)],
  ])('%s', async (_name, begin, end) => {
    const world = running();
    begin(world);
    const id = world.send('hello');
    await world.clock.advance(20_000);
    expect([world.pathOf(id), world.tui.writes]).toEqual([['queued'], []]);
    end(world);
    await world.clock.advance(3_000);
    expect([world.pathOf(id).at(-1), world.tui.submissions]).toEqual(['acknowledged', ['hello']]);
  });

  test('when the dialog opens at the last moment', async () => {
    const { send, tui, clock, pathOf } = running();
    const id = send('hello world');
    // After the first half of the text.
    tui.onWrite = () => void clock.setTimer(10, () => (tui.dialog ??= 'Proceed?'));
    await clock.advance(60_000);
    tui.onWrite = () => undefined;
    expect([tui.writes, tui.intoDialogs]).toEqual([['hello '], []]);
    tui.dialog = null;
    await clock.advance(60_000);
    expect([pathOf(id).at(-1), tui.submissions]).toEqual(['stalled', []]);
  });

  test('nothing is submitted together with what a person typed in the same moment', async () => {
    const { send, tui, clock, message } = running();
    const id = send('hello');
    tui.onWrite = () => {
      tui.onWrite = () => undefined;
      tui.composer = 'my draft ';
    };
    await clock.advance(10_000);
    expect(tui.submissions).toEqual([]);
    expect(message(id).receipts.at(-1)).toMatchObject({
      state: 'stalled',
      evidence: 'typed but not submitted: the composer shows another text',
      screen: 'Scripted agent\n> my draft hello',
    });
  });

  test('no key submits while a dialog is open, and the text goes on its way afterwards', async () => {
    const { send, tui, clock, pathOf } = running();
    tui.echoDelayMs = 500;
    const id = send('hello');
    clock.setTimer(100, () => void (tui.dialog = 'Proceed?'));
    await clock.advance(60_000);
    expect([pathOf(id), tui.intoDialogs]).toEqual([['queued', 'typing'], []]);
    tui.dialog = null;
    await clock.advance(2_000);
    expect([pathOf(id).at(-1), tui.submissions]).toEqual(['acknowledged', ['hello']]);
  });

  test('a text that a dialog swallowed is typed again once the composer is seen empty', async () => {
    const { send, tui, clock, pathOf, lastEvidence } = running();
    const id = send('hello');
    tui.onWrite = () => void (tui.dialog ??= 'Proceed?');
    await clock.advance(1_000);
    [tui.onWrite, tui.dialog, tui.composer] = [() => undefined, null, ''];
    await clock.advance(30_000);
    expect(pathOf(id)).toEqual(['queued', 'typing', 'queued', 'typing', 'submitted', 'acknowledged']);
    expect([tui.submissions, lastEvidence(id)]).toEqual([['hello'], 'hook UserPromptSubmit']);
  });
});

describe('what will not pass by itself', () => {
  test('somebody else’s text is not destroyed: the message is refused with the screen', async () => {
    const { send, tui, clock, message } = running();
    tui.composer = 'my own draft';
    const id = send('hello');
    await clock.advance(62_000);
    expect(message(id).receipts.at(-1)).toMatchObject({
      state: 'refused',
      evidence: 'another text stands in the composer',
      screen: 'Scripted agent\n> my own draft',
    });
    expect(tui.composer).toBe('my own draft');
  });

  test('a screen nobody can read', async () => {
    const { send, tui, clock, pathOf } = running();
    tui.garbled = true;
    const id = send('hello');
    await clock.advance(125_000);
    expect(pathOf(id)).toEqual(['queued', 'refused']);
  });

  test('a session that ended', async () => {
    const { send, setActivity, end, clock, message } = running();
    setActivity('blocked');
    const id = send('hello');
    end();
    await clock.advance(100);
    expect(message(id).receipts.at(-1)).toMatchObject({ state: 'failed', evidence: 'the session ended before it was delivered' });
  });

  test('a session that ended before its agent confirmed', async () => {
    const { send, end, clock, message, tui } = running();
    tui.onSubmit = () => undefined;
    const ids = [send('hello'), send('next')];
    await clock.advance(1_000);
    end();
    await clock.advance(6_000);
    expect(ids.map((id) => message(id).state)).toEqual(['stalled', 'failed']);
    expect(message(ids[0] ?? '').receipts.at(-1)?.evidence).toBe('the session ended before its agent confirmed it');
  });

  test.each([
    ['while it is typed', 'hello'.slice(0, 3)],
    ['when it is submitted', '\r'],
  ])('a program that goes away %s', async (_name, at) => {
    const { send, tui, clock, message } = running();
    tui.onWrite = (text) => void (tui.exited ||= text === at);
    const id = send('hello');
    await clock.advance(1_000);
    expect(message(id).state).toBe('failed');
    expect(message(id).receipts.at(-1)?.evidence).toContain('the terminal did not take');
  });

  test('a terminal that cannot be looked at', async () => {
    const world = createMessengerWorld();
    const runtime = { screen: () => Promise.reject(new AoError('RUNTIME_UNAVAILABLE')) } as unknown as RuntimeV1;
    const { messenger } = world.start({ runtimes: () => runtime });
    const { id } = messenger.send(world.request('hello'));
    await world.clock.advance(59_000);
    expect(world.pathOf(id)).toEqual(['queued']);
    await world.clock.advance(3_000);
    expect(world.pathOf(id)).toEqual(['queued', 'failed']);
  });

  test('a runtime this daemon does not have', async () => {
    const world = createMessengerWorld();
    const { id } = world.start({ runtimes: () => null }).messenger.send(world.request('hello'));
    await world.clock.advance(100);
    expect([world.pathOf(id).at(-1), world.lastEvidence(id)]).toEqual(['refused', 'this daemon has no runtime called scripted']);
  });
});

describe('a working agent', () => {
  test('that takes messages meanwhile gets them, and has until the end of its turn to confirm', async () => {
    const { send, setActivity, tui, clock, message, daemon, id: session, prompt } = running({ acceptsWhileBusy: true });
    setActivity('active');
    tui.busy = true;
    tui.onSubmit = () => undefined;
    const id = send('and the tests');
    await clock.advance(120_000);
    expect(message(id)).toMatchObject({ state: 'submitted', submittedWhileBusy: true });
    setActivity('idle');
    tui.busy = false;
    await clock.advance(9_000);
    expect(message(id).state).toBe('submitted');
    daemon.messenger.acknowledge(session, prompt('and the tests'));
    expect(message(id).state).toBe('acknowledged');
  });

  test('is interrupted by an urgent message, and by no other', async () => {
    const { send, setActivity, tui, clock, pathOf } = running();
    setActivity('active');
    tui.busy = true;
    const [patient, urgent] = [send('when you are done'), send('stop', { urgent: true })];
    await clock.advance(5_000);
    expect(tui.control).toEqual([]);
    setActivity('idle');
    tui.busy = false;
    await clock.advance(1_000);
    expect([pathOf(patient).at(-1), pathOf(urgent).at(-1), tui.control]).toEqual(['acknowledged', 'acknowledged', []]);
    setActivity('active');
    tui.busy = true;
    const stop = send('stop now', { urgent: true });
    await clock.advance(500);
    expect([tui.control, pathOf(stop)]).toEqual([['interrupt'], ['queued']]);
    setActivity('idle');
    await clock.advance(1_000);
    expect(pathOf(stop).at(-1)).toBe('acknowledged');
  });

  test('whose interrupted prompt comes back into the composer: it is cleared, once the interrupt was ours', async () => {
    const { send, setActivity, tui, clock, pathOf } = running({ acceptsWhileBusy: true });
    setActivity('active');
    [tui.busy, tui.putsBack] = [true, true];
    const id = send('stop', { urgent: true });
    await clock.advance(3_000);
    expect([tui.control, tui.submissions, pathOf(id).at(-1)]).toEqual([['interrupt', 'clear'], ['stop'], 'acknowledged']);
  });

  test('is not interrupted while a dialog is open: the same key would be an answer', async () => {
    const { send, setActivity, tui, clock } = running();
    setActivity('active');
    [tui.busy, tui.dialog] = [true, 'Proceed?'];
    send('stop', { urgent: true });
    await clock.advance(30_000);
    expect([tui.control, tui.intoDialogs]).toEqual([[], []]);
  });
});

test('an answer to a question the agent reported is typed, one to a question in its terminal waits for the screen', async () => {
  const { send, setActivity, tui, clock, pathOf } = running();
  setActivity('waiting_input', { source: 'hook' });
  tui.dialog = 'Which one?';
  const id = send('the first');
  await clock.advance(10_000);
  expect(pathOf(id)).toEqual(['queued']);
  tui.dialog = null;
  setActivity('waiting_input', { source: 'report' });
  await clock.advance(3_000);
  expect(pathOf(id).at(-1)).toBe('acknowledged');
});
