import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClaudeWorkshop, openWorkshop } from './claude-session.ts';

let workshop: ClaudeWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 600_000);
afterAll(() => workshop.close());

describe('what stands in the way of a start is seen, and nothing answers it', () => {
  test('trust: announced by the plan, shown, and remembered once a person has answered', async () => {
    const session = await workshop.start({ home: { trusted: [] }, launch: { prompt: 'hello' } });
    expect(session.plan.notices).toEqual([expect.stringContaining('may trust')]);
    const reading = await session.until('dialog');
    expect(reading).toMatchObject({ launch: 'needs_trust', dialog: { kind: 'trust', text: workshop.worktree } });
    expect(await session.told()).toEqual([]);
    await session.untilQuiet();
    session.terminal.write('\u001b[B');
    await session.terminal.waitFor('❯ Yes, I trust');
    await session.untilQuiet();
    session.terminal.write('\r');
    await session.terminal.waitFor('Finished after 0 results');
    const again = await workshop.agent.planLaunch(session.request);
    expect(again.notices).toEqual([]);
  });

  test('the theme of a first start', async () => {
    const session = await workshop.start({ home: { onboarded: false } });
    expect((await session.until('dialog')).dialog?.text).toContain('Choose the text style');
    expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({ level: 'warning', remedy: 'Run `claude` once.' });
  });

  test('a key that was not approved', async () => {
    const session = await workshop.start({ env: { ANTHROPIC_API_KEY: `sk-other-${'1'.repeat(40)}` } });
    expect(await session.until('dialog')).toMatchObject({ launch: 'needs_login', dialog: { kind: 'login' } });
    expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({ level: 'warning' });
  });

  test('a login: found missing by the check, and told when the first turn fails', async () => {
    const session = await workshop.start({ env: { ANTHROPIC_API_KEY: null }, launch: { prompt: 'hello' } });
    expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({ level: 'failed', code: 'AGENT_NOT_LOGGED_IN' });
    const signal = await session.untilTold((told) => told.type === 'activity' && told.state === 'blocked');
    expect(signal).toMatchObject({ detail: expect.stringContaining('needs a login'), turnBoundary: true });
  });

  test('the login a person asked for', async () => {
    const session = await workshop.start();
    await session.until('composer');
    session.terminal.write('/login');
    await session.terminal.waitFor('❯ /login');
    session.terminal.write('\r');
    expect(await session.until('dialog')).toMatchObject({ dialog: { kind: 'login', text: 'Select login method:' } });
  });
});

describe('permission modes', () => {
  test.each([
    ['default', 'manual mode on'],
    ['plan', 'plan mode on'],
    ['accept-edits', 'accept edits on'],
    ['auto', 'auto mode on'],
  ] as const)('%s is what Claude Code shows as "%s"', async (permissionMode, shown) => {
    const session = await workshop.start({ launch: { permissionMode } });
    await session.until('composer');
    expect(session.terminal.text()).toContain(shown);
  });

  test('bypass-permissions was named by somebody, so its warning is not asked again', async () => {
    const session = await workshop.start({ launch: { permissionMode: 'bypass-permissions' }, env: { IS_SANDBOX: '1' } });
    await session.until('composer');
    expect(session.terminal.text()).toContain('bypass permissions on');
  });

  test('a check that cannot be made in mode auto is a dialog no hook tells of', async () => {
    const session = await workshop.start({ launch: { permissionMode: 'auto', prompt: '[[run curl -s http://127.0.0.1:1/]]' } });
    const reading = await session.until('dialog');
    expect(reading.dialog?.text).toContain("can't check actions");
    await session.untilStatus('blocked');
    expect(await session.told()).not.toContain('blocked');
  });
});

test('the check finds an installed and logged-in Claude Code, starts no conversation and writes nothing', async () => {
  const session = await workshop.start({ env: { AO_UNUSED: 'x' } });
  await session.until('composer');
  const requests = workshop.server.requests.length;
  expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({
    level: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    code: null,
  });
  expect(workshop.server.requests.length).toBe(requests);
});

describe('its hooks', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ao-claude-hooks-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test('report in a check that starts no conversation', async () => {
    const { env } = (await workshop.start()).request;
    const requests = workshop.server.requests.length;
    expect(await workshop.agent.checkSignals?.({ directory, env })).toMatchObject({ level: 'ok', summary: 'Its hooks report to ao.' });
    expect(workshop.server.requests.length).toBe(requests);
  });

  test('do not report where hooks are switched off, and the check says so', async () => {
    const { env } = (await workshop.start()).request;
    const settings = join(String(env['HOME']), '.claude', 'settings.json');
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(settings, '{"disableAllHooks":true}');
    expect(await workshop.agent.checkSignals?.({ directory, env })).toMatchObject({
      level: 'warning',
      remedy: expect.stringContaining('disableAllHooks') as string,
    });
    rmSync(settings);
  });
});

test('what an agent above left in the environment does not make it a child', async () => {
  const session = await workshop.start({ env: { CLAUDECODE: '1', CLAUDE_CODE_CHILD_SESSION: '1', CLAUDE_CODE_SESSION_ID: 'other' } });
  await session.until('composer');
  expect(session.plan.env).toMatchObject({ CLAUDECODE: null, CLAUDE_CODE_SESSION_ID: null });
});
