import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { developerText } from '@ao/model-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CodexSession, type CodexWorkshop, openWorkshop } from './codex-session.ts';

let workshop: CodexWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 600_000);
afterAll(() => workshop.close());

const statusState = async (session: CodexSession) => {
  const status = await session.status();
  return status?.type === 'activity' ? status.state : null;
};

describe('a turn', () => {
  test('a prompt in the command line is worked on, and every step of it is told', async () => {
    const systemPrompt = 'You are worker "shop-1" \\ ünï\nwith two lines.';
    const prompt = 'hello\nwith two lines [[run echo one > one.txt]]';
    const session = await workshop.start({
      launch: { prompt, systemPrompt },
      home: { settings: ['developer_instructions = "Be brief."'] },
    });
    expect(session.plan).toMatchObject({ promptInCommand: true, expectsSignals: true, resumes: false, notices: [], agentSessionId: null });
    await session.terminal.waitFor('Finished after 1 results');
    await session.until('composer');
    const begin = ['conversation', 'launch', 'prompt_submitted', 'active'];
    await expect.poll(session.told).toEqual([...begin, 'active', 'request_cleared', 'active', 'idle']);
    expect(session.prompts()).toEqual([prompt]);
    const instructions = workshop.server.requests.map(({ body }) => developerText(body ?? { input: [] })).join('\n');
    expect(instructions).toContain(`Be brief.\n\n${systemPrompt}`);
    await expect.poll(() => session.status()).toMatchObject({ source: 'status_file', state: 'idle', turnBoundary: true, detail: null });
  });

  test('nothing but what the agent itself made lies in the worktree', () => {
    const status = execFileSync('git', ['-C', workshop.worktree, 'status', '--porcelain', '--ignored'], { encoding: 'utf8' });
    expect(status).toBe('?? one.txt\n');
  });

  test('a permission is asked for, told at once as data, handed over to the terminal, approved there, and over', async () => {
    const session = await workshop.start({ launch: { prompt: `[[ask touch ${workshop.root}/asked.txt]]` } });
    const command = `touch ${workshop.root}/asked.txt`;
    await session.release(await session.asked());
    const reading = await session.until('dialog');
    expect(reading.dialog).toEqual({ kind: 'permission', text: `Would you like to run the following command? $ ${command}` });
    const blocked = await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'blocked');
    expect(blocked).toMatchObject({
      detail: `Bash: ${command}`,
      turnBoundary: false,
      request: { kind: 'permission', tool: 'Bash', text: `Bash: ${command} (it must leave the sandbox)` },
    });
    // The record of the conversation says nothing newer, so that it cannot take this back.
    expect((await session.status())?.at ?? 0).toBeLessThan(blocked.at);
    await session.untilStill();
    session.terminal.write('\r');
    await session.terminal.waitFor('Finished after 1 results');
    await session.until('composer');
    const correlationId = blocked.type === 'activity' ? blocked.correlationId : 'none';
    await expect.poll(session.signals).toContainEqual(expect.objectContaining({ type: 'request_cleared', correlationId }));
    expect(existsSync(join(workshop.root, 'asked.txt'))).toBe(true);
  });

  test('a question of its plan mode waits for the person, and its answer clears it', async () => {
    const session = await workshop.start();
    await session.until('composer');
    await session.untilStill();
    session.terminal.write('\u001b[Z');
    await session.terminal.waitFor('Plan mode');
    await session.send('[[question Which colour? | Red | Blue]]');
    const reading = await session.until('dialog');
    expect(reading.dialog).toEqual({ kind: 'question', text: 'Which colour?' });
    const asked = await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'waiting_input');
    expect(asked).toMatchObject({ detail: 'Which colour?', request: { kind: 'question', choices: [] } });
    await session.untilStill();
    session.terminal.write('\r');
    await session.terminal.waitFor('Finished after 1 results');
    const correlationId = asked.type === 'activity' ? asked.correlationId : 'none';
    await expect.poll(session.signals).toContainEqual(expect.objectContaining({ type: 'request_cleared', correlationId }));
    await session.send('[[plan Do the thing]]');
    await session.terminal.waitFor('Implement this plan?');
    expect((await session.until('dialog')).dialog).toEqual({ kind: 'permission', text: 'Implement this plan?' });
  });

  test('an error of the model runs no hook; the record of the conversation has its words', async () => {
    const session = await workshop.start({ launch: { prompt: '[[error 400]]' } });
    await session.terminal.waitFor('scripted error 400');
    await session.until('composer');
    await expect
      .poll(() => session.status())
      .toMatchObject({ state: 'idle', detail: expect.stringMatching(/^stopped by an error: .*scripted error 400/) });
    expect(await session.told()).toEqual(['conversation', 'launch', 'prompt_submitted', 'active']);
  });

  test('what a sub-agent does is neither a message taken nor a turn', async () => {
    const session = await workshop.start({ launch: { prompt: '[[task look around]] [[run sleep 1]]' } });
    await session.terminal.waitFor('Finished after 2 results');
    await expect.poll(session.told).toContain('idle');
    await expect.poll(async () => (await session.told()).filter((name) => name === 'alive').length).toBeGreaterThanOrEqual(3);
    const told = await session.told();
    expect(told.filter((name) => name === 'prompt_submitted')).toHaveLength(1);
    expect(told.filter((name) => name === 'idle')).toHaveLength(1);
  });
});

describe('an interrupt', () => {
  test('is told by a hook and by the record; an early one leaves nothing in the composer', async () => {
    const session = await workshop.start({ launch: { prompt: 'line one\nline two [[sleep 20000]]' } });
    await session.until('busy');
    await session.untilTold((signal) => signal.type === 'prompt_submitted');
    await expect.poll(() => statusState(session)).toBe('active');
    for (const step of workshop.agent.composer?.interrupt ?? []) session.terminal.write(step.bytes);
    await session.until('composer');
    expect(session.reading()).toMatchObject({ composerText: '' });
    expect(await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'idle')).toMatchObject({
      detail: 'interrupted',
      turnBoundary: true,
    });
    await expect.poll(() => session.status()).toMatchObject({ state: 'idle', detail: 'interrupted' });
  });

  test('of a dialog ends the turn and refuses', async () => {
    const session = await workshop.start({ launch: { prompt: `[[ask touch ${workshop.root}/refused.txt]]` } });
    await session.release(await session.asked());
    await session.until('dialog');
    await session.untilStill();
    session.terminal.write('\u001b');
    await session.until('composer');
    await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'idle');
    expect(existsSync(join(workshop.root, 'refused.txt'))).toBe(false);
  });
});

describe('going on with a conversation', () => {
  test('after a kill it remembers, repeats no prompt, keeps its id, and the old record is not believed', async () => {
    const first = await workshop.start({ launch: { prompt: 'remember the word marmalade' } });
    await first.terminal.waitFor('Finished after 0 results');
    await expect.poll(() => statusState(first)).toBe('idle');
    const agentSessionId = await first.conversation();
    await first.terminal.close();
    expect(await first.status()).toBeNull();
    const again = await workshop.start({ resume: { session: first, agentSessionId }, launch: { prompt: 'remember the word marmalade' } });
    expect(again.plan).toMatchObject({ resumes: true, agentSessionId, promptInCommand: false, notices: [] });
    await again.until('composer');
    await again.untilStill();
    expect(await again.told()).toEqual([]);
    await again.send('which word?');
    await again.terminal.waitFor('Finished after 0 results: which word?');
    expect(again.prompts()).toEqual(['remember the word marmalade', 'which word?']);
    expect(await again.conversation()).toBe(agentSessionId);
    await expect.poll(async () => (await again.told()).filter((name) => name === 'prompt_submitted').length).toBe(1);
  });

  test('one that is not there starts afresh and says so', async () => {
    const first = await workshop.start();
    await first.until('composer');
    const unknown = '01a20485-6c61-7812-86b0-5f2be9ee1504';
    const again = await workshop.start({ resume: { session: first, agentSessionId: unknown }, launch: { prompt: 'hello again' } });
    expect(again.plan).toMatchObject({ resumes: false, promptInCommand: true, agentSessionId: null });
    expect(again.plan.notices[0]).toContain('starts afresh');
    await again.terminal.waitFor('Finished after 0 results: hello again');
  });
});

test('CODEX_HOME moves login, trust and records', async () => {
  const first = await workshop.start();
  const codexHome = join(first.request.env['HOME'] ?? '', '.codex');
  const session = await workshop.start({
    launch: { prompt: 'hello' },
    env: { CODEX_HOME: codexHome },
    home: { provider: false, trusted: [] },
  });
  expect(session.plan.notices).toEqual([]);
  await session.terminal.waitFor('Finished after 0 results');
  await expect.poll(() => statusState(session)).toBe('idle');
  expect(readdirSync(codexHome)).toContain('sessions');
  expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({ level: 'ok' });
});

test('a prompt of 90 kB goes whole by the command line, one of 150 kB does not', async () => {
  const prompt = `${'A line of a long brief.\n'.repeat(3800)}the end`;
  const session = await workshop.start({ launch: { prompt } });
  await session.terminal.waitFor('Finished after 0 results');
  expect(session.prompts()).toEqual([prompt]);
  const planned = await workshop.agent.planLaunch({ ...session.request, prompt: prompt + prompt });
  expect(planned.promptInCommand).toBe(false);
});

test.each(['!touch pwned-by-argument', '/exit', '/quit now', '-x is a prompt', '  spaces around  '])(
  'the prompt %j is a prompt in the command line too',
  async (prompt) => {
    const session = await workshop.start({ launch: { prompt } });
    await session.terminal.waitFor('Finished after 0 results');
    expect(session.prompts()).toEqual([prompt.trim()]);
    const signal = await session.untilTold(({ type }) => type === 'prompt_submitted');
    expect(signal.type === 'prompt_submitted' ? signal.text.trim() : '').toBe(prompt.trim());
    expect(existsSync(join(workshop.worktree, 'pwned-by-argument'))).toBe(false);
  },
);

test('of the home only Codex itself writes: its settings name none of ours', async () => {
  const session = await workshop.start({ launch: { prompt: 'hello' } });
  await session.terminal.waitFor('Finished after 0 results');
  const settings = readFileSync(join(session.request.env['HOME'] ?? '', '.codex', 'config.toml'), 'utf8');
  expect(settings).not.toMatch(/hooks|AO_|developer_instructions|trusted_hash/);
});
