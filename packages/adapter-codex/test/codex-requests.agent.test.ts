import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CodexSession, type CodexWorkshop, openWorkshop, type StartOptions } from './codex-session.ts';

let workshop: CodexWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 600_000);
afterAll(() => workshop.close());

const given = { type: 'given', evidence: 'by its hook' };
const made = (name: string) => existsSync(join(workshop.root, name));
/** What tools gave back to the model in its newest request. */
const toolOutputs = () => JSON.stringify(workshop.server.requests.at(-1)?.body?.input.filter((item) => 'output' in item));
const hookShows = /Running hook/;

/** Codex, asking to make files of these names. */
async function asking(names: readonly string[], options: StartOptions = {}): Promise<CodexSession> {
  const prompt = names.map((name) => `[[ask touch ${workshop.root}/${name}]]`).join(' ');
  return workshop.start({ ...options, launch: { prompt } });
}

/** Whether a program runs that waits at this pipe: the number is that of the shell that made it. */
function isWaitedFor(channel: string | null): boolean {
  const [pid = ''] = (channel ?? '').split('-');
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', pid], { encoding: 'utf8' }).includes('AO_SPOOL');
  } catch {
    return false;
  }
}

describe('a permission, answered through its hook', () => {
  test('allowed: no dialog is shown, and the tool runs', async () => {
    const session = await asking(['allowed']);
    const request = await session.asked();
    expect(request).toMatchObject({ kind: 'permission', tool: 'Bash', choices: [{ id: 'allow' }, { id: 'deny' }] });
    expect(isWaitedFor(request.channel)).toBe(true);
    expect(await session.answer(request, 'allow')).toEqual(given);
    await session.terminal.waitFor('Finished after 1 results');
    await session.untilTold((signal) => signal.type === 'request_cleared' && signal.correlationId === request.id);
    expect([made('allowed'), session.pipes()]).toEqual([true, []]);
    expect(await session.answer(request, 'deny')).toMatchObject({ type: 'gone' });
  });

  test('denied: the model is told why, and goes on', async () => {
    const session = await asking(['denied', 'after']);
    const denied = await session.asked();
    expect(await session.answer(denied, 'deny', 'Use the staging database $HOME')).toEqual(given);
    const next = await session.asked(2);
    expect(toolOutputs()).toContain('Use the staging database $HOME');
    expect(await session.answer(denied, 'allow')).toMatchObject({ type: 'gone' });
    expect(await session.answer(next, 'deny')).toEqual(given);
    await session.terminal.waitFor('Finished after 2 results');
    expect(toolOutputs()).toContain('A person looked at this and did not allow it.');
    expect([made('denied'), made('after')]).toEqual([false, false]);
    await expect.poll(session.told).toContain('idle');
  });

  test('what the screen shows meanwhile is neither work nor rest', async () => {
    const session = await asking(['unseen']);
    const request = await session.asked();
    await session.terminal.waitFor(hookShows);
    expect(session.reading()).toEqual({ state: 'unknown', dialog: null, composerText: null, launch: 'ready' });
    const [status, blocked] = [await session.status(), request.askedAt];
    expect(status?.at ?? 0).toBeLessThan(blocked);
    await session.answer(request, 'allow');
  });
});

describe('handed over to the terminal', () => {
  test('Codex shows its own dialog at once, and Enter answers it', async () => {
    const session = await asking(['released']);
    const request = await session.asked();
    await session.terminal.waitFor(hookShows);
    const releasedAt = performance.now();
    await session.release(request);
    await session.until('dialog');
    expect(performance.now() - releasedAt).toBeLessThan(2_000);
    expect([session.pipes(), isWaitedFor(request.channel)]).toEqual([[], false]);
    expect(await session.answer(request, 'allow')).toMatchObject({ type: 'gone' });
    await session.release(request);
    await session.untilStill();
    session.terminal.write('\r');
    await session.terminal.waitFor('Finished after 1 results');
    expect(made('released')).toBe(true);
  });

  test('so it does when the time of the hook is over', async () => {
    const session = await asking(['late'], {
      // Another time limit is another hook, whose hash nobody knows.
      argv: ([program = '', ...args]) => [
        program,
        '--dangerously-bypass-hook-trust',
        ...args.map((argument) => argument.replace('timeout=604800', 'timeout=2')),
      ],
    });
    const request = await session.asked();
    await session.until('dialog');
    expect(isWaitedFor(request.channel)).toBe(false);
    expect(await session.answer(request, 'allow')).toMatchObject({ type: 'gone' });
  });
});

describe('nothing waits for ever', () => {
  test('Esc takes the request back, and Codex ends its hook', async () => {
    const session = await asking(['escaped']);
    const request = await session.asked();
    await session.terminal.waitFor(hookShows);
    session.terminal.write('\u001b');
    await session.until('composer');
    await expect.poll(session.told).toContain('idle');
    await expect.poll(() => isWaitedFor(request.channel)).toBe(false);
    expect(await session.answer(request, 'allow')).toMatchObject({ type: 'gone' });
    expect(made('escaped')).toBe(false);
  });

  test('of a Codex that was killed the hook goes on, until it is let go of', async () => {
    const session = await asking(['killed']);
    const request = await session.asked();
    process.kill(session.terminal.pid, 'SIGKILL');
    await session.terminal.exited;
    expect(isWaitedFor(request.channel)).toBe(true);
    await session.release(request);
    await expect.poll(() => isWaitedFor(request.channel)).toBe(false);
    expect(session.pipes()).toEqual([]);
  });

  test('whoever comes later, after a time when nobody read what hooks drop, finds it waiting', async () => {
    const session = await asking(['patient']);
    await session.terminal.waitFor(hookShows);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await session.answer(await session.asked(), 'allow')).toEqual(given);
    await session.terminal.waitFor('Finished after 1 results');
    expect(made('patient')).toBe(true);
  });
});
