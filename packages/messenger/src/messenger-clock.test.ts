import { describe, expect, test } from 'vitest';
import { createMessengerWorld } from './__fixtures__/messenger-world.ts';

const DAY = 24 * 60 * 60_000;
const YEAR = 365 * DAY;

function running() {
  const world = createMessengerWorld();
  const daemon = world.start();
  /** The agent confirms what was submitted last. */
  const confirm = (text: string): void => daemon.messenger.acknowledge(world.id, world.prompt(text));
  const send = (text: string) => daemon.messenger.send(world.request(text)).id;
  return { ...world, daemon, send, confirm };
}

const jumps: readonly (readonly [string, number])[] = [
  ['back a day', -DAY],
  ['forward a year', YEAR],
];

describe.each(jumps)('a clock that is set %s', (_name, jumpMs) => {
  test('does not give up a message the agent is about to confirm', async () => {
    const { send, clock, pathOf, confirm, tui } = running();
    const id = send('hello');
    await clock.advance(1_000);
    expect(pathOf(id).at(-1)).toBe('submitted');
    clock.jumpWallClock(jumpMs);
    await clock.advance(1_000);
    expect(pathOf(id).at(-1)).toBe('submitted');
    confirm('hello');
    await clock.advance(100);
    expect([pathOf(id), tui.submissions]).toEqual([['queued', 'typing', 'submitted', 'acknowledged'], ['hello']]);
  });

  test('does not keep one that nobody confirms open for a day, and the next one waits no longer', async () => {
    const { send, clock, pathOf, tui } = running();
    const [first, second] = [send('first'), send('second')];
    await clock.advance(1_000);
    clock.jumpWallClock(jumpMs);
    await clock.advance(60_000);
    expect(pathOf(first).at(-1)).toBe('stalled');
    expect([pathOf(second).includes('submitted'), tui.submissions]).toEqual([true, ['first', 'second']]);
  });

  test('while a message is being typed neither gives it up nor types it twice', async () => {
    const { send, clock, pathOf, confirm, tui } = running();
    tui.onWrite = () => {
      tui.onWrite = () => undefined;
      clock.jumpWallClock(jumpMs);
    };
    const id = send('hello world');
    await clock.advance(2_000);
    confirm('hello world');
    await clock.advance(100);
    expect([pathOf(id).at(-1), tui.submissions]).toEqual(['acknowledged', ['hello world']]);
  });

  test('while a message waits for the composer neither refuses nor loses it', async () => {
    const { send, clock, pathOf, confirm, tui } = running();
    tui.composer = 'a draft of a person';
    const id = send('hello');
    await clock.advance(5_000);
    clock.jumpWallClock(jumpMs);
    await clock.advance(5_000);
    expect(pathOf(id)).toEqual(['queued']);
    tui.composer = '';
    await clock.advance(2_000);
    confirm('hello');
    await clock.advance(100);
    expect([pathOf(id).at(-1), tui.submissions]).toEqual(['acknowledged', ['hello']]);
  });
});

test('a laptop that slept for a night has neither lost a message nor typed one twice', async () => {
  const { send, clock, pathOf, confirm, tui } = running();
  const id = send('hello');
  await clock.advance(1_000);
  // Timers stand still meanwhile, and nobody is told.
  clock.jumpWallClock(8 * 60 * 60_000);
  confirm('hello');
  await clock.advance(60_000);
  const next = send('again');
  await clock.advance(1_000);
  confirm('again');
  await clock.advance(100);
  expect([pathOf(id).at(-1), pathOf(next).at(-1), tui.submissions]).toEqual(['acknowledged', 'acknowledged', ['hello', 'again']]);
});

test.each([
  ['an hour', 60 * 60_000],
  ['a year', YEAR],
])('after a clock was set back %s, a message with the words of an earlier one is confirmed all the same', async (_name, backMs) => {
  const { send, clock, pathOf, confirm, daemon, id, prompt } = running();
  const first = send('go on');
  await clock.advance(1_000);
  const told = prompt('go on');
  confirm('go on');
  await clock.advance(100);
  expect(pathOf(first).at(-1)).toBe('acknowledged');
  clock.jumpWallClock(-backMs);
  const second = send('go on');
  await clock.advance(1_000);
  expect(pathOf(second).at(-1)).toBe('submitted');
  // Told once more, for example from a spool that was not emptied: that is still the first one.
  daemon.messenger.acknowledge(id, told);
  expect(pathOf(second).at(-1)).toBe('submitted');
  confirm('go on');
  expect(pathOf(second).at(-1)).toBe('acknowledged');
});
