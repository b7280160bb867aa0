import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClaudeHome, systemText } from '@ao/model-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClaudeWorkshop, openWorkshop } from './claude-session.ts';

let workshop: ClaudeWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 600_000);
afterAll(() => workshop.close());

describe('a turn', () => {
  test('a prompt in the command line is worked on, and every step of it is told', async () => {
    const systemPrompt = 'You are worker shop-1.';
    const prompt = 'hello\nwith two lines [[read missing.txt]] [[run echo one > one.txt]]';
    const session = await workshop.start({ launch: { prompt, systemPrompt, permissionMode: 'accept-edits' } });
    expect(session.plan).toMatchObject({ promptInCommand: true, expectsSignals: true, resumes: false, notices: [] });
    await session.terminal.waitFor('Finished after 2 results');
    await session.until('composer');
    const begin = ['conversation', 'launch', 'prompt_submitted', 'active'];
    const tool = ['active', 'request_cleared', 'active'];
    await expect.poll(session.told).toEqual([...begin, ...tool, ...tool, 'idle']);
    expect(await session.signals()).toContainEqual(
      expect.objectContaining({ type: 'conversation', agentSessionId: session.plan.agentSessionId }),
    );
    expect(session.lastPrompt()).toBe(prompt);
    expect(systemText(workshop.server.requests.at(-1)?.body ?? {})).toContain(systemPrompt);
    expect(await session.untilStatus('idle')).toMatchObject({ source: 'status_file', turnBoundary: true });
  });

  test('nothing but what the agent itself made lies in the worktree', () => {
    const status = execFileSync('git', ['-C', workshop.worktree, 'status', '--porcelain', '--ignored'], { encoding: 'utf8' });
    expect(status).toBe('?? one.txt\n');
  });

  test('a permission is asked for, told at once, approved, and over', async () => {
    const session = await workshop.start({ launch: { prompt: '[[run touch asked.txt]]' } });
    const reading = await session.until('dialog');
    expect(reading.dialog).toEqual({ kind: 'permission', text: 'Bash command · touch asked.txt · Do you want to proceed?' });
    const blocked = await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'blocked');
    expect(blocked).toMatchObject({ detail: 'Bash: touch asked.txt', turnBoundary: false });
    expect(await session.untilStatus('blocked')).toMatchObject({ evidence: 'status file: waiting, permission prompt' });
    session.terminal.write('\r');
    await session.terminal.waitFor('Finished after 1 results');
    await session.until('composer');
    const correlationId = blocked.type === 'activity' ? blocked.correlationId : 'none';
    expect(await session.signals()).toContainEqual(expect.objectContaining({ type: 'request_cleared', correlationId }));
    expect(existsSync(join(workshop.worktree, 'asked.txt'))).toBe(true);
  });

  test('a question waits for the person, and its answer clears it', async () => {
    const session = await workshop.start({ launch: { prompt: '[[question Which colour? | Red | Blue]]' } });
    const reading = await session.until('dialog');
    expect(reading.dialog).toEqual({ kind: 'question', text: 'Which colour?' });
    await session.untilStatus('waiting_input');
    session.terminal.write('2');
    await session.terminal.waitFor('Finished after 1 results');
    await session.until('composer');
    const asked = await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'waiting_input');
    expect(asked).toMatchObject({ detail: 'Which colour?' });
    const correlationId = asked.type === 'activity' ? asked.correlationId : 'none';
    expect(await session.signals()).toContainEqual(expect.objectContaining({ type: 'request_cleared', correlationId }));
  });

  test('the approval of a plan is a dialog', async () => {
    const session = await workshop.start({ launch: { prompt: '[[plan Do the thing]]', permissionMode: 'plan' } });
    const reading = await session.until('dialog');
    expect(reading.dialog?.kind).toBe('permission');
    const blocked = await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'blocked');
    expect(blocked).toMatchObject({ detail: 'asks whether its plan is good' });
  });

  test('an error of the model ends the turn with its words', async () => {
    const session = await workshop.start({ launch: { prompt: '[[error 400]]' } });
    await session.terminal.waitFor('API Error');
    await session.until('composer');
    const stopped = await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'idle');
    expect(stopped).toMatchObject({ detail: 'stopped by an error: API Error: 400 scripted error 400', turnBoundary: true });
  });

  test('a sub-agent in the background keeps it active until it has ended', async () => {
    const session = await workshop.start({ launch: { prompt: '[[task look around]]' } });
    await session.terminal.waitFor('finished ·');
    await session.terminal.waitFor(/Finished after 1[\s\S]*Finished after 1/);
    await session.until('composer');
    await expect.poll(async () => (await session.told()).at(-1)).toBe('idle');
    expect((await session.told()).filter((name) => name === 'prompt_submitted')).toHaveLength(1);
  });
});

describe('an interrupt', () => {
  test('runs no hook; the note about the process tells of it, and the prompt that came back can be cleared', async () => {
    const session = await workshop.start({ launch: { prompt: 'line one\nline two\nline three [[sleep 20000]]' } });
    await session.until('busy');
    await session.terminal.waitFor(/…/);
    await session.untilStatus('active');
    await session.untilTold((signal) => signal.type === 'prompt_submitted');
    for (const step of workshop.agent.composer?.interrupt ?? []) session.terminal.write(step.bytes);
    await session.terminal.waitFor((screen) => (workshop.agent.readScreen?.(screen).composerText ?? '').includes('line three'));
    expect((await session.until('composer')).composerText).toContain('line one');
    expect(await session.untilStatus('idle')).toMatchObject({ turnBoundary: true });
    session.terminal.write(workshop.agent.composer?.clear.bytes ?? '');
    await session.terminal.waitFor((screen) => workshop.agent.readScreen?.(screen).composerText === '');
    expect(await session.told()).toEqual(['conversation', 'launch', 'prompt_submitted', 'active']);
  });

  test('of a dialog ends the turn as quietly', async () => {
    const session = await workshop.start({ launch: { prompt: '[[write refused.txt no]]' } });
    await session.until('dialog');
    await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'blocked');
    session.terminal.write('\u001b');
    await session.until('composer');
    expect(await session.untilStatus('idle')).toMatchObject({ turnBoundary: true });
    expect((await session.told()).at(-1)).toBe('blocked');
    expect(existsSync(join(workshop.worktree, 'refused.txt'))).toBe(false);
  });
});

describe('going on with a conversation', () => {
  test('after a kill it remembers, repeats no prompt, and the note left behind is not believed', async () => {
    const first = await workshop.start({ launch: { prompt: 'remember the word marmalade' } });
    await first.terminal.waitFor('Finished after 0 results');
    await first.until('composer');
    // It writes its transcript some tenths of a second late.
    const resumable = async () =>
      (await workshop.agent.planResume?.({ ...first.request, agentSessionId: first.plan.agentSessionId }))?.resumes;
    await expect.poll(resumable).toBe(true);
    await first.terminal.close();
    expect(await first.status()).toBeNull();
    const again = await workshop.start({ resume: first, launch: { prompt: 'remember the word marmalade' } });
    expect(again.plan).toMatchObject({ resumes: true, agentSessionId: first.plan.agentSessionId, promptInCommand: false, notices: [] });
    await again.until('composer');
    await again.send('which word?');
    await again.terminal.waitFor('Finished after 0 results: which word?');
    expect(JSON.stringify(workshop.server.requests.at(-1)?.body?.messages)).toContain('marmalade');
    await again.until('composer');
    await expect.poll(async () => (await again.told()).filter((name) => name === 'prompt_submitted').length).toBe(1);
  });

  test('a conversation that never had a prompt has no transcript: it starts afresh and says so', async () => {
    const first = await workshop.start();
    await first.until('composer');
    await first.terminal.close();
    const again = await workshop.start({ resume: first, launch: { prompt: 'hello again' } });
    expect(again.plan).toMatchObject({ resumes: false, promptInCommand: true });
    expect(again.plan.notices[0]).toContain('starts afresh');
    await again.terminal.waitFor('Finished after 0 results: hello again');
  });
});

test('CLAUDE_CONFIG_DIR moves transcripts, notes and login', async () => {
  const config = join(workshop.worktree, '..', 'config');
  await createClaudeHome(config, { baseUrl: workshop.server.url, trusted: [workshop.repository] });
  const session = await workshop.start({ launch: { prompt: 'hello' }, env: { CLAUDE_CONFIG_DIR: config, HOME: workshop.repository } });
  expect(session.plan.notices).toEqual([]);
  await session.terminal.waitFor('Finished after 0 results');
  await session.until('composer');
  await session.untilStatus('idle');
  expect(await workshop.agent.check({ env: session.request.env })).toMatchObject({ level: 'ok' });
  const resumed = () => workshop.agent.planResume?.({ ...session.request, agentSessionId: session.plan.agentSessionId });
  await expect.poll(async () => (await resumed())?.resumes).toBe(true);
});

test('a prompt of 90 kB goes whole by the command line, one of 150 kB does not', async () => {
  const prompt = `${'A line of a long brief.\n'.repeat(3800)}the end`;
  const session = await workshop.start({ launch: { prompt } });
  await session.terminal.waitFor('Finished after 0 results');
  expect(session.lastPrompt()).toBe(prompt);
  const planned = await workshop.agent.planLaunch({ ...session.request, prompt: prompt + prompt });
  expect(planned.promptInCommand).toBe(false);
  expect(readFileSync(planned.argv.at(-1) ?? '', 'utf8')).toContain('hooks');
});
