import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestHome } from '../harness/test-home.ts';
import { type AgentStage, openAgentStage, type StagedAgent } from './agent-stage.ts';

/** What differs from agent to agent. */
export interface AgentJourneys {
  /** The agent's name on the command line. */
  readonly name: string;
  stageAgent(bare: TestHome): Promise<StagedAgent>;
  /** The permission mode in which it writes files of the worktree without asking. */
  readonly writesFreely: string;
  /** A request for permission: the prompt that leads to it, and what the person sees at the terminal until Enter allows it. */
  readonly permission: { readonly prompt: string; readonly needs: RegExp; readonly onScreen: RegExp };
  /** What the receipt of a message says that was sent while it worked. */
  readonly busyReceipt: RegExp;
  /** Whether a hook tells of an interrupt. */
  readonly hookTellsInterrupt: boolean;
  /** Stands on the screen while it works. */
  readonly busyOnScreen: RegExp;
}

/** Registers what every agent with hooks has to come through, with the built daemon and the real program. */
export function agentJourneys(journeys: AgentJourneys): void {
  let stage: AgentStage;
  beforeEach(async () => {
    stage = await openAgentStage(journeys.name, journeys.stageAgent);
  });
  afterEach(() => stage.close());

  const spawnFreely = (prompt: string) => stage.spawn(prompt, journeys.writesFreely);

  test('a prompt becomes a file in the worktree; the status goes from working to idle by hooks', async () => {
    await spawnFreely('[[sleep 800]] [[write hello.txt from the agent]]');
    expect((await stage.wait('working')).code).toBe(0);
    expect((await stage.wait('idle')).code).toBe(0);
    const session = await stage.get();
    expect(session).toMatchObject({ status: 'idle', activity: { source: 'hook' }, launch: { state: 'ready' } });
    expect(readFileSync(join(session.workspace.path, 'hello.txt'), 'utf8')).toContain('from the agent');
    expect((await stage.home.ao(['diff', 'shop-1', '--stat'])).stdout).toContain('hello.txt');
  });

  test('a permission prompt is needs_input with what is asked, and is answered through the terminal', async () => {
    const { prompt, needs, onScreen } = journeys.permission;
    await stage.spawn(prompt, 'default');
    expect((await stage.wait('blocked')).code).toBe(0);
    const asked = await stage.get();
    expect(asked).toMatchObject({ status: 'needs_input', activity: { state: 'blocked' } });
    expect(asked.needs).toMatch(needs);
    const terminal = stage.home.attach('shop-1');
    await terminal.waitFor(onScreen);
    // A dialog that was just drawn may take no keys yet; in an empty composer Enter does nothing.
    await expect.poll(() => (terminal.write('\r'), onScreen.test(terminal.text())), { timeout: 15_000, interval: 1_000 }).toBe(false);
    terminal.write('\u001cd');
    expect((await terminal.exited).code).toBe(0);
    expect((await stage.wait('idle')).code).toBe(0);
    const { workspace } = await stage.get();
    expect(readFileSync(join(workspace.path, 'made-by-command.txt'), 'utf8')).toBe('');
  });

  test('a message is acknowledged exactly once, idle or busy, and reaches the model once', async () => {
    const { home, wait, agent } = stage;
    await spawnFreely('[[say hello]]');
    await wait('idle');
    const idle = await home.ao(['send', 'shop-1', 'Use the existing error type, please', '--wait']);
    expect(idle.stdout).toMatch(/queued → typing → submitted → acknowledged/);
    await wait('idle');
    expect(agent.timesToldTo('Use the existing error type, please')).toBe(1);
    await home.ao(['send', 'shop-1', '[[sleep 4000]] [[say slow]]', '--wait']);
    const busy = await home.ao(['send', 'shop-1', 'And keep it short', '--wait']);
    expect(busy.stdout).toMatch(journeys.busyReceipt);
    // Some queue it: then it is a turn of its own, which may begin after a moment of idleness.
    await expect.poll(() => agent.timesToldTo('And keep it short'), { timeout: 20_000 }).toBe(1);
    await wait('idle');
    expect(agent.timesToldTo('And keep it short')).toBe(1);
  });

  test('Esc makes it idle within five seconds', async () => {
    await spawnFreely('[[sleep 60000]]');
    await stage.wait('working');
    const terminal = stage.home.attach('shop-1');
    await terminal.waitFor(journeys.busyOnScreen);
    terminal.write('\u001b');
    await terminal.waitFor(({ lines }) => !lines.some((line) => journeys.busyOnScreen.test(line)));
    expect((await stage.wait('idle', '5s')).code).toBe(0);
    expect((await stage.get()).activity.source === 'hook').toBe(journeys.hookTellsInterrupt);
    terminal.write('\u001cd');
    expect((await terminal.exited).code).toBe(0);
  });

  test('an agent killed by hand is exited with evidence, and restored with the same conversation', async () => {
    const { home, wait, get, agent } = stage;
    await spawnFreely('[[say remember the number 42]]');
    await wait('idle');
    const before = await get();
    // It writes its conversation down a moment after it has said that its turn is over. Killed before, it has none to go on with.
    const isWritten = (path: string) => path.endsWith('.jsonl') && path.includes(before.agentSessionId ?? '?');
    await expect
      .poll(() => readdirSync(home.folder, { recursive: true, encoding: 'utf8' }).some(isWritten), { timeout: 10_000 })
      .toBe(true);
    process.kill(before.launch.process.pid, 'SIGKILL');
    expect((await wait('exited', '10s')).code).toBe(0);
    expect(await get()).toMatchObject({ exit: { signal: 'SIGKILL', evidence: 'exit_record' }, agentSessionId: before.agentSessionId });
    expect((await home.ao(['session', 'restore', 'shop-1'])).stdout).toContain('with its conversation');
    await wait('idle');
    expect((await get()).agentSessionId).toBe(before.agentSessionId);
    await home.ao(['send', 'shop-1', 'What was the number?', '--wait']);
    await wait('idle');
    expect(agent.timesToldTo('remember the number 42')).toBe(1);
    expect(agent.timesToldTo('What was the number?')).toBe(1);
  });

  test('the daemon killed in mid-turn: adopted after the restart, with the hooks of the meantime', async () => {
    const { home, wait, get, waitingHooks } = stage;
    const before = await spawnFreely('[[sleep 2500]] [[write late.txt nobody watched]]');
    await wait('working');
    process.kill(home.daemonPid(), 'SIGKILL');
    // The turn goes on and ends without a daemon; its hooks wait in the spool.
    await expect.poll(() => waitingHooks().some((payload) => payload.includes('"Stop"')), { timeout: 30_000 }).toBe(true);
    expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
    expect((await wait('idle', '10s')).code).toBe(0);
    const after = await get();
    expect(after).toMatchObject({ status: 'idle', launch: { attempt: 1, process: before.launch.process } });
    await expect.poll(waitingHooks).toEqual([]);
    expect(readFileSync(join(after.workspace.path, 'late.txt'), 'utf8')).toContain('nobody watched');
  });
}
