import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOpencodeHome } from '@ao/model-servers';
import { join } from 'node:path';
import { type OpencodeWorkshop, openWorkshop } from './opencode-session.ts';

let workshop: OpencodeWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 600_000);
afterAll(() => workshop.close());

test('its interface answers in a check that begins no conversation and leaves nothing running', async () => {
  const home = await createOpencodeHome(join(workshop.root, 'tried'), { baseUrl: workshop.server.url });
  const directory = mkdtempSync(join(workshop.root, 'check-'));
  const requests = workshop.server.requests.length;
  expect(await workshop.agent.checkSignals?.({ directory, env: home.env })).toMatchObject({
    level: 'ok',
    summary: 'Its interface answers.',
  });
  expect(workshop.server.requests.length).toBe(requests);
}, 60_000);

test('the check finds an installed opencode with a provider, and says when there is none', async () => {
  const home = await createOpencodeHome(join(workshop.root, 'checked'), { baseUrl: workshop.server.url });
  expect(await workshop.agent.check({ env: home.env })).toMatchObject({
    level: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    code: null,
  });
  const bare = await createOpencodeHome(join(workshop.root, 'bare'), { baseUrl: null });
  expect(await workshop.agent.check({ env: bare.env })).toMatchObject({ level: 'warning', remedy: expect.stringContaining('auth login') });
  expect(workshop.server.requests).toEqual([]);
});

test('with a registry that takes connections and never answers it starts all the same', async () => {
  const registry = createServer(() => undefined);
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const address = registry.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  try {
    const env = { npm_config_registry: `http://127.0.0.1:${port}/` };
    const session = await workshop.start({ launch: { prompt: 'hello' }, env });
    await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'idle');
    await session.close();
  } finally {
    registry.close();
  }
});

test('a port that a stranger has taken meanwhile is told, for opencode itself stays silent', async () => {
  const strangers: ReturnType<typeof createServer>[] = [];
  const planned = await workshop.start({ followed: false });
  await planned.close();
  // The same launch once more, with its port taken.
  const port = Number(planned.plan.argv[planned.plan.argv.indexOf('--port') + 1]);
  const stranger = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi'));
  await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
  strangers.push(stranger);
  try {
    const told: unknown[] = [];
    const following = workshop.agent.follow(await planned.contact(), (signal) => told.push(signal), new AbortController().signal);
    await expect(following).rejects.toMatchObject({ code: 'AGENT_INTERFACE_UNREACHABLE' });
    expect(told).toMatchObject([{ type: 'activity', state: 'blocked', detail: expect.stringContaining(`port ${port}`) }]);
  } finally {
    for (const each of strangers) each.close();
  }
});

test('after a kill it goes on with its conversation, repeats no prompt, and takes messages as soon as its server answers', async () => {
  const first = await workshop.start({ launch: { prompt: 'remember the word marmalade' } });
  await first.untilTold((signal) => signal.type === 'activity' && signal.state === 'idle');
  const { agentSessionId } = await first.contact();
  await first.close();
  const again = await workshop.start({ resume: first, launch: { prompt: 'remember the word marmalade' } });
  expect(again.plan).toMatchObject({ resumes: true, agentSessionId, promptInCommand: false, notices: [] });
  await again.untilTold((signal) => signal.type === 'launch' && signal.state === 'ready');
  expect(again.told()).toEqual(['conversation', 'launch', 'idle']);
  expect(await again.send('which word?')).toMatchObject({ type: 'accepted' });
  await again.terminal.waitFor('Finished after 0 results: which word?', 60_000);
  expect(again.heard()).toEqual(['remember the word marmalade', 'which word?']);
  await again.close();
});

test('a conversation it does not know starts afresh and says so', async () => {
  const first = await workshop.start({ followed: false });
  await first.close();
  const planned = await workshop.agent.planResume({ ...first.request, agentSessionId: 'ses_dfb7c5845ffetHZe4jzrGVuDNX', prompt: 'hello' });
  expect(planned).toMatchObject({ resumes: false, promptInCommand: true });
  expect(planned.notices[0]).toContain('starts afresh');
});
