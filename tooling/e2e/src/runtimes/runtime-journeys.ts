import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestTerminal } from '@ao/testing';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface SessionDocument {
  readonly session: {
    readonly status: string;
    readonly runtime: string;
    readonly agentSessionId: string | null;
    readonly exit: { readonly code: number | null; readonly evidence: string } | null;
    readonly launch: { readonly attempt: number; readonly handle: string; readonly process: { readonly pid: number } };
    readonly workspace: { readonly path: string };
  };
}

/** A runtime, as a person chooses it. */
export interface RuntimeOnTrial {
  readonly name: string;
  /** Variables of the home, for example a PATH on which its tool is found. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A part of what its own tool's attach command looks like. */
  readonly ownTool: RegExp;
}

const LEAVE = '\u001cd';

/** Registers what a person does with sessions of one runtime, through the command line and the built daemon. */
export function runtimeJourneys({ name, env, ownTool }: RuntimeOnTrial): void {
  let home: TestHome;
  let terminals: TestTerminal[];
  beforeEach(() => {
    home = createTestHome(env);
    terminals = [];
  });
  afterEach(async () => {
    await Promise.all(terminals.map((terminal) => terminal.close()));
    await home[Symbol.asyncDispose]();
  });

  const open = (terminal: TestTerminal): TestTerminal => {
    terminals.push(terminal);
    return terminal;
  };
  const get = async (): Promise<SessionDocument['session']> => (await home.json<SessionDocument>(['session', 'get', 'shop-1'])).session;
  const spawn = (prompt: string) => home.ao(['spawn', prompt, '--runtime', name, '--wait', '--timeout', '30s']);

  test('a prompt is carried out, a message is acknowledged once, and the agent is idle', async () => {
    const spawned = await spawn('[[write hello.txt from the agent]]');
    expect(spawned).toMatchObject({ code: 0 });
    const session = await get();
    expect(session).toMatchObject({ runtime: name, status: 'idle' });
    expect(readFileSync(join(session.workspace.path, 'hello.txt'), 'utf8')).toContain('from the agent');
    const sent = await home.ao(['send', 'shop-1', '[[edit log.txt first\nsecond 漢字]]', '--wait', '--timeout', '30s']);
    expect(sent.stdout).toMatch(/acknowledged/);
    await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
    expect(readFileSync(join(session.workspace.path, 'log.txt'), 'utf8').match(/second 漢字/g)).toHaveLength(1);
    expect((await home.ao(['output', 'shop-1'])).stdout).toContain('log.txt');
  });

  test('a person attaches through ao and types; the agent goes on when they leave', async () => {
    await spawn('[[say first words]]');
    const terminal = open(home.attach('shop-1'));
    await terminal.waitFor('first words');
    terminal.write('[[say typed by hand]]\r');
    await terminal.waitFor(/● typed by hand[^]*\? for shortcuts/);
    terminal.write(LEAVE);
    expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
    expect(await get()).toMatchObject({ status: 'idle' });
  });

  test('a person attaches with the own tool, and the session stays what it was when they leave', async () => {
    await spawn('[[say first words]]');
    const printed = await home.ao(['attach', 'shop-1', '--print']);
    expect(printed.stdout).toMatch(ownTool);
    let terminal = open(home.attach('shop-1', '--own'));
    // zellij now and then drops a client as soon as it has come, and asks its person to attach again (docs/runtimes/zellij.md).
    const shown = await terminal.waitFor(/first words|lost connection/);
    if (shown.lines.some((line) => line.includes('lost connection'))) terminal = open(home.attach('shop-1', '--own'));
    await terminal.waitFor('first words');
    await terminal.close();
    const sent = await home.ao(['send', 'shop-1', '[[write after.txt still here]]', '--wait', '--timeout', '30s']);
    expect(sent.stdout).toMatch(/acknowledged/);
  });

  test('a daemon killed in mid-turn loses nothing, and the same process is adopted', async () => {
    const { code } = await home.ao(['spawn', '[[sleep 2500]] [[write late.txt written while nobody watched]]', '--runtime', name]);
    expect(code).toBe(0);
    const before = await get();
    process.kill(home.daemonPid(), 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
    await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
    const session = await get();
    expect(session.launch).toMatchObject({ attempt: 1, process: before.launch.process, handle: before.launch.handle });
    expect(readFileSync(join(session.workspace.path, 'late.txt'), 'utf8')).toContain('nobody watched');
  });

  test('an agent killed by hand is exited with evidence, and is restored in the runtime it was born in', async () => {
    await spawn('[[say remember me]]');
    const before = await get();
    process.kill(before.launch.process.pid, 'SIGKILL');
    await home.ao(['wait', 'shop-1', '--until', 'exited', '--timeout', '15s']);
    const dead = await get();
    expect(dead.exit?.evidence).toMatch(/exit_record|process_gone/);
    expect(dead.exit?.code ?? null).toBe(null);
    // Another default for the project is for sessions to come.
    await home.ao(['project', 'config', 'set', 'shop', 'runtime', 'pty-host']);
    expect((await home.ao(['session', 'restore', 'shop-1'])).stdout).toContain('shop-1 is back, with its conversation.');
    await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
    expect(await get()).toMatchObject({ runtime: name, agentSessionId: dead.agentSessionId, launch: { attempt: 2 } });
  });

  test("a kill ends the agent, and every process of the home ends with 'ao stop --all'", async () => {
    await spawn('[[say one]]');
    const { launch, workspace } = await get();
    expect((await home.ao(['kill', 'shop-1'])).code).toBe(0);
    expect(existsSync(`/proc/${launch.process.pid}`)).toBe(false);
    expect(existsSync(workspace.path)).toBe(true);
    await spawn('[[say two]]');
    await home.ao(['stop', '--all']);
    expect(home.processes()).toEqual([]);
  });

  test('the default of a project is used', async () => {
    await home.ao(['project', 'add', '.']);
    expect((await home.ao(['project', 'config', 'set', 'shop', 'runtime', name])).code).toBe(0);
    expect((await home.ao(['spawn', '[[say hello]]', '--wait', '--timeout', '30s'])).code).toBe(0);
    expect(await get()).toMatchObject({ runtime: name });
  });
}
