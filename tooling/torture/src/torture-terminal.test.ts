import {
  BAD_TEMPER,
  createSeededRandom,
  createTortureAgent,
  createTortureRecord,
  createTortureTerminal,
  GOOD_TEMPER,
  type TortureHook,
  type TortureTemper,
} from '@ao/conformance';
import type { LaunchId, SessionId } from '@ao/domain';
import { createFakeClock } from '@ao/testing';
import { describe, expect, test } from 'vitest';

const encoder = new TextEncoder();
const agent = createTortureAgent();

function started(temper: Partial<TortureTemper> = {}, seed = 7) {
  const clock = createFakeClock();
  const record = createTortureRecord();
  const hooks: TortureHook[] = [];
  const terminal = createTortureTerminal({
    clock,
    random: createSeededRandom(seed),
    temper: () => ({ ...GOOD_TEMPER, ...temper }),
    record,
    onHook: (hook) => hooks.push(hook),
  });
  const type = (text: string) => terminal.write(encoder.encode(text));
  const read = () => agent.readScreen?.({ lines: terminal.lines() } as never);
  return { clock, record, hooks, terminal, type, read };
}

describe('a tortured agent in a good temper', () => {
  test('takes a prompt, works, tells of both, and rests', async () => {
    const { clock, record, hooks, type, read } = started();
    await clock.advance(20_000);
    expect(read()).toMatchObject({ state: 'composer', composerText: '', launch: 'ready' });
    type('hello');
    expect(read()).toMatchObject({ composerText: 'hello' });
    type('\r');
    expect(read()?.state).toBe('busy');
    await clock.advance(60_000);
    expect(read()?.state).toBe('composer');
    expect(record.submissions.map(({ text }) => text)).toEqual(['hello']);
    expect(hooks.map(({ event }) => event)).toEqual(expect.arrayContaining(['SessionStart', 'UserPromptSubmit', 'Stop']));
    expect(record.states.map(({ state }) => state)).toEqual(expect.arrayContaining(['starting', 'idle', 'active']));
  });

  test('collapses a long paste, and takes it whole', async () => {
    const { clock, record, type, read } = started();
    await clock.advance(20_000);
    const brief = 'one\ntwo\nthree\nfour';
    type(`\u001b[200~${brief.slice(0, 9)}`);
    expect(read()?.composerText).toBe('');
    type(`${brief.slice(9)}\u001b[201~`);
    expect(read()?.composerText).toBe('[Pasted text #1 +4 lines]');
    type('\r');
    expect(record.submissions.map(({ text }) => text)).toEqual([brief]);
  });
});

describe('a tortured agent in a bad temper', () => {
  test('notes what is typed into its dialogs', async () => {
    const { clock, record, hooks, type, read, terminal } = started({ asksInTurn: 1, longestAnswerMs: 60_000 });
    await clock.advance(20_000);
    type('hello\r');
    while (terminal.state !== 'blocked') await clock.advance(50);
    expect(read()?.dialog?.text).toMatch(/^Do you want to proceed/);
    await clock.advance(100);
    expect(hooks.slice(-2).map(({ event }) => event)).toContain('PermissionRequest');
    type('yes\r');
    expect(record.intoDialogs.map(({ text }) => text)).toEqual(['yes', 'enter']);
    expect(record.submissions).toHaveLength(1);
  });

  test('ignores an Enter, and keeps the text', async () => {
    const { clock, record, type, read } = started({ enterIgnored: 1 });
    await clock.advance(20_000);
    type('hello\r');
    expect([read()?.composerText, record.submissions]).toEqual(['hello', []]);
  });

  test('loses hooks, repeats them, and lets them come late', async () => {
    const sessionStarts = async (temper: Partial<TortureTemper>) => {
      const { clock, hooks } = started(temper);
      const countAt = async (ms: number) => {
        await clock.advance(ms);
        return hooks.filter(({ event }) => event === 'SessionStart').length;
      };
      return [await countAt(2_000), await countAt(20_000)];
    };
    expect(await sessionStarts({})).toEqual([1, 1]);
    expect(await sessionStarts({ hookLost: 1 })).toEqual([0, 0]);
    expect(await sessionStarts({ hookDoubled: 1 })).toEqual([expect.any(Number), 2]);
    expect(await sessionStarts({ hookLate: 1, hookLateByMs: 12_000 })).toEqual([0, 1]);
  });

  test('can crash, and then takes nothing any more', async () => {
    const { clock, terminal, type, record } = started({ ...BAD_TEMPER, whimCrash: 1 });
    await clock.advance(120_000);
    expect([terminal.exit?.signal, type('x'), record.states.at(-1)?.state]).toEqual(['SIGKILL', false, 'exited']);
    expect(clock.pendingTimers()).toBeLessThan(5);
  });
});

test('its hooks are read like those of any agent, and rubbish says nothing', () => {
  const read = (payload: string) =>
    agent.interpretHook?.({ sessionId: 'shop-1' as SessionId, launchId: 'l-1' as LaunchId, at: 1_000, payload });
  expect(read('{"event":"UserPromptSubmit","prompt":"go"}')).toMatchObject([{ type: 'prompt_submitted', text: 'go', at: 1_000 }]);
  expect(read('{"event":"PermissionRequest","id":"use-1"}')).toMatchObject([{ state: 'blocked', correlationId: 'use-1' }]);
  for (const rubbish of ['', 'null', '[]', '{"event":1}', '{"event":"Other"}']) expect(read(rubbish)).toEqual([]);
});

test('chance from the same seed is the same', () => {
  const draw = (seed: number) => Array.from({ length: 20 }, createSeededRandom(seed).next);
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  const random = createSeededRandom(3);
  const numbers = Array.from({ length: 1_000 }, () => random.integer(2, 4));
  expect(new Set(numbers)).toEqual(new Set([2, 3, 4]));
});
