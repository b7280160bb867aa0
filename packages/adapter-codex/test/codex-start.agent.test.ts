import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { askAppServer } from '../src/app-server/ask-app-server.ts';
import { createCodexAgent } from '../src/index.ts';
import { type CodexWorkshop, openWorkshop } from './codex-session.ts';

let workshop: CodexWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop(`ao codex's "folder".v2 ünï-`);
}, 600_000);
afterAll(() => workshop.close());

describe('what stands in the way of a start is seen, and nothing answers it', () => {
  test('trust: announced by the plan, shown, and remembered once a person has answered', async () => {
    const session = await workshop.start({ home: { trusted: [] }, launch: { prompt: 'hello' } });
    expect(session.plan.notices).toEqual([expect.stringContaining('may trust')]);
    const reading = await session.until('dialog');
    expect(reading).toMatchObject({ launch: 'needs_trust', dialog: { kind: 'trust', text: workshop.repository } });
    expect(await session.told()).toEqual([]);
    await session.untilStill();
    session.terminal.write('\r');
    await session.terminal.waitFor('Finished after 0 results');
    await expect.poll(session.told).toContain('idle');
    expect((await workshop.agent.planLaunch(session.request)).notices).toEqual([]);
  });

  test('a folder somebody has said no to is asked about again', async () => {
    const table = `[projects.${JSON.stringify(workshop.repository)}]\ntrust_level = "untrusted"`;
    const session = await workshop.start({ home: { trusted: [], settings: [table] }, launch: { prompt: 'hello' } });
    expect(session.plan.notices).toEqual([expect.stringContaining('may trust')]);
    expect(await session.until('dialog')).toMatchObject({ launch: 'needs_trust', dialog: { kind: 'trust', text: workshop.worktree } });
    expect(session.terminal.text()).toContain('Open restricted');
  });

  test('a login: found missing by the check, and shown', async () => {
    const session = await workshop.start({ home: { provider: false }, launch: { prompt: 'hello' } });
    expect(await session.until('dialog')).toMatchObject({ launch: 'needs_login', dialog: { kind: 'login' } });
    expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({
      level: 'failed',
      code: 'AGENT_NOT_LOGGED_IN',
      remedy: expect.stringContaining('codex login'),
    });
  });

  test('in a small terminal too', async () => {
    const size = { columns: 50, rows: 16 };
    const session = await workshop.start({ size, launch: { prompt: '[[ask touch /tmp/never]]' } });
    await session.release(await session.asked());
    expect(await session.until('dialog')).toMatchObject({ dialog: { kind: 'permission' } });
  });
});

describe('hooks', () => {
  test('are trusted by their hash: no dialog, and those of the person and of nobody else run beside them', async () => {
    const marks = join(workshop.root, 'marks');
    mkdirSync(marks);
    const session = await workshop.start();
    const config = join(session.request.env['HOME'] ?? '', '.codex', 'config.toml');
    const hook = (name: string) =>
      `[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = 'touch "$MARKS/${name}"'\ntimeout = 3\n`;
    appendFileSync(config, `\n${hook('own')}`);
    const { hash, key } = await ownHook(session.request.env);
    appendFileSync(config, `\n[hooks.state]\n${JSON.stringify(key)} = { trusted_hash = "${hash}" }\n`);
    // A project may bring hooks too; nobody has trusted these.
    mkdirSync(join(workshop.repository, '.codex'));
    writeFileSync(join(workshop.repository, '.codex', 'config.toml'), hook('of-the-project'));
    onTestFinished(() => rmSync(join(workshop.repository, '.codex'), { recursive: true }));
    const again = await workshop.start({
      resume: { session, agentSessionId: null },
      env: { MARKS: marks, HOME: session.request.env['HOME'] ?? '' },
      launch: { prompt: 'hello' },
    });
    await again.terminal.waitFor('Finished after 0 results');
    await expect.poll(again.told).toContain('idle');
    expect([existsSync(join(marks, 'own')), existsSync(join(marks, 'of-the-project'))]).toEqual([true, false]);
  });

  test('report in a check that starts no conversation and reaches no model', async () => {
    const { env } = (await workshop.start()).request;
    const requests = workshop.server.requests.length;
    const check = (name: string, home = env) => {
      mkdirSync(join(workshop.root, name));
      return workshop.agent.checkSignals?.({ directory: join(workshop.root, name), env: home });
    };
    expect(await check('check-1')).toMatchObject({ level: 'ok', summary: 'Its hooks report to ao.' });
    expect(workshop.server.requests.length).toBe(requests);
    expect(existsSync(join(env['HOME'] ?? '', '.codex', 'sessions'))).toBe(false);
    appendFileSync(join(env['HOME'] ?? '', '.codex', 'config.toml'), '\n[features]\nhooks = false\n');
    expect(await check('check-2')).toMatchObject({ level: 'warning', remedy: expect.stringContaining('switched off') });
  });

  test('nothing in a launch bypasses trust or permissions', async () => {
    const session = await workshop.start();
    expect(session.plan.argv.join(' ')).not.toMatch(/bypass|danger/);
    expect(session.plan.argv).toContain('--no-daemon');
  });

  test('cannot be trusted when Codex does not say how it names them: the launch has none, and says so', async () => {
    const session = await workshop.start();
    const broken = join(workshop.root, 'no-app-server');
    writeFileSync(broken, `#!/bin/sh\n[ "$1" = app-server ] && exit 1\nexec '${session.plan.argv[0]}' "$@"\n`, { mode: 0o755 });
    const plan = await createCodexAgent({ program: broken }).planLaunch(session.request);
    expect(plan).toMatchObject({ expectsSignals: false, notices: [expect.stringContaining('has none')] });
    expect(plan.argv.join(' ')).not.toContain('hooks.');
  });
});

describe('permission modes', () => {
  test.each([
    ['default', 'Workspace (Ask for approval)'],
    ['plan', 'Read Only'],
    ['auto', 'Approve for me'],
    ['bypass-permissions', 'Full Access'],
  ] as const)('%s is what Codex shows as "%s"', async (permissionMode, shown) => {
    const session = await workshop.start({ launch: { permissionMode } });
    await session.until('composer');
    await session.untilStill();
    session.terminal.write('/status');
    await session.terminal.waitFor('› /status');
    await session.untilStill();
    session.terminal.write('\r');
    await session.terminal.waitFor(/Permissions: +\S.*/);
    expect(session.terminal.text().match(/Permissions: +(\S.*)/)?.[1]).toContain(shown);
  });

  test('in auto a reviewer answers, and nobody is said to be awaited', async () => {
    const session = await workshop.start({ launch: { permissionMode: 'auto', prompt: `[[ask touch "${workshop.root}/auto.txt"]]` } });
    await session.terminal.waitFor('Finished after 1 results');
    await expect.poll(session.told).toContain('idle');
    expect(await session.told()).not.toContain('blocked');
  });
});

test('the check finds an installed Codex, starts no conversation and leaves the settings alone', async () => {
  const session = await workshop.start();
  await session.until('composer');
  const requests = workshop.server.requests.length;
  expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({
    level: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    code: null,
  });
  expect(workshop.server.requests.length).toBe(requests);
});

test('what an agent above left in the environment is gone', async () => {
  const session = await workshop.start({
    env: { CODEX_THREAD_ID: 'other', CODEX_CI: '1' },
    launch: { prompt: '[[run env > "$TMPDIR/env.txt"]]' },
  });
  expect(session.plan.env).toMatchObject({ CODEX_THREAD_ID: null, CODEX_CI: null });
  await session.terminal.waitFor('Finished after 1 results');
});

async function ownHook(env: Readonly<Record<string, string>>): Promise<{ readonly key: string; readonly hash: string }> {
  const program = (await workshop.agent.check({ env })).path ?? '';
  const answer = await askAppServer({ program, env }, { method: 'hooks/list', params: { cwds: ['/'] } });
  const { data } = answer as {
    readonly data: readonly { readonly hooks: readonly { readonly key: string; readonly currentHash: string }[] }[];
  };
  const [hook] = data[0]?.hooks ?? [];
  return { key: hook?.key ?? '', hash: hook?.currentHash ?? '' };
}
