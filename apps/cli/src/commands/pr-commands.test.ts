import type { Command } from '@oclif/core';
import { expect, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { samplePullRequestDetails, samplePullRequestExplanation, samplePullRequestView } from '../__fixtures__/sample-pull-request.ts';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, problem, type StubAnswer } from '../__fixtures__/stub-home.ts';
import PrClaim from './pr/claim.ts';
import PrExplain from './pr/explain.ts';
import PrGet from './pr/get.ts';
import PrLs from './pr/ls.ts';
import PrMerge from './pr/merge.ts';
import PrMute from './pr/mute.ts';
import PrRelease from './pr/release.ts';
import PrResolve from './pr/resolve.ts';
import PrRetry from './pr/retry.ts';
import PrUnmute from './pr/unmute.ts';
import Spawn from './spawn.ts';

type CommandClass = typeof Command;
const as = (command: unknown): CommandClass => command as CommandClass;

const VIEW = samplePullRequestView();
const CLAIMED = { pullRequest: VIEW, takenFrom: 'shop-1', branchDiffers: true, wasAlready: false };
const THREADS = [
  { id: 'github.com:T_1', outcome: 'resolved', message: null },
  { id: 'github.com:T_2', outcome: 'forbidden', message: 'The token may not do this.' },
];

/** A daemon that knows one pull request, and what was asked of it. */
const daemon: StubAnswer = ({ method, path, body }) => {
  if (path === '/projects') return { project: { id: 'shop', path: '/code/shop', defaultBranch: 'main' }, created: false };
  if (path === '/sessions' && method === 'POST') return { session: sampleSession({ id: 'shop-3' }), notices: [] };
  if (path === '/pull-requests')
    return { pullRequests: [VIEW, samplePullRequestView({ number: 9, blindness: { outcome: 'gone', since: 1, message: 'x' } })] };
  if (path.endsWith('/look')) return {};
  if (path.endsWith('/explain')) return { explanation: samplePullRequestExplanation() };
  if (path.endsWith('/release')) return { pullRequest: VIEW };
  if (path.endsWith('/merge')) return { pullRequest: VIEW, commit: 'f00d0123456789', wasAlready: false };
  if (path.endsWith('/resolve'))
    return { pullRequest: VIEW, threads: (body as { threads?: unknown }).threads === undefined ? THREADS.slice(0, 1) : THREADS };
  if (path.endsWith('/retry')) return { pullRequest: VIEW, released: (body as { kinds?: string[] }).kinds ?? [] };
  if (path.endsWith('/reactions')) {
    const { modes, muted } = samplePullRequestExplanation();
    return { reactions: { sessionId: 'shop-3', modes, muted } };
  }
  if (path.endsWith('/pull-requests')) return CLAIMED;
  return { pullRequest: samplePullRequestDetails() };
};

test.each<[string, unknown, string[], RegExp]>([
  [
    'pr ls',
    PrLs,
    [],
    /acme\/shop#412 +shop-3 +checks fail +1 failed, 3 passed +\d+d +Upgrade react +told the agent, 1 of 3, 1 open thread/,
  ],
  ['pr ls of what is not seen', PrLs, ['--all', '-s', 'shop-3', '--look'], /#9 .*not seen: ao pr explain 9/],
  [
    'pr get',
    PrGet,
    ['412'],
    /state +checks fail\n[^]*review +changes requested \(bo: changes requested\)\n[^]*agent +told the agent, 1 of 3/,
  ],
  ['pr get: a failed check is quoted', PrGet, ['412'], /failed {2}build \/ test, required\n> expected 1, got 2\n/],
  ['pr get: a thread is quoted', PrGet, ['shop-3', '--look'], /open {2}src\/app\.ts:7 {2}github\.com:T_1\nbo:\n> Please\n> name it$/m],
  ['pr explain', PrExplain, ['412'], /muted +conflict: ao pr unmute shop-3\n! Not all checks could be read\.\n/],
  [
    'pr explain: what waits',
    PrExplain,
    ['412'],
    /\d+d ago +ci +waits +check build \/ test +what arrives together is told together; again in \d+d/,
  ],
  ['pr explain: what was told', PrExplain, ['412'], /told the agent .*; m-1 acknowledged, message 1 in a row/],
  [
    'pr claim',
    PrClaim,
    ['shop-3', '#412', '--take-over'],
    /^acme\/shop#412 belongs to shop-3 now, taken from shop-1\.\nIts worktree is on another branch/,
  ],
  ['pr release', PrRelease, ['412'], /^acme\/shop#412 is released, and belongs to shop-3 by its branch\./],
  ['pr merge', PrMerge, ['412', '--yes'], /^acme\/shop#412 is merged as f00d012345\.$/m],
  ['pr resolve', PrResolve, ['412', '--all'], /^1 thread of acme\/shop#412 resolved\.$/m],
  ['pr mute', PrMute, ['shop-3', '--kind', 'conflict'], /^Muted for shop-3: conflict\.\nci: the agent is told/],
  ['pr unmute', PrUnmute, ['shop-3'], /^Muted for shop-3: conflict\./],
  ['pr retry', PrRetry, ['412', '--kind', 'ci'], /^shop-3 may be told again about acme\/shop#412: ci\.$/m],
  ['pr retry of nothing', PrRetry, ['412'], /No limit of acme\/shop#412 was in use\. .*ao pr explain 412/],
  ['spawn --claim-pr', Spawn, ['x', '-p', 'shop', '--claim-pr', '412'], /\nacme\/shop#412 belongs to shop-3 now, taken from shop-1\.\n/],
])('%s', async (_name, command, argv, expected) => {
  const home = await openStubHome(daemon);
  const run = await runCommand(as(command), argv, home.env);
  expect(run.stderr).toBe('');
  expect(run.exitCode).toBe(0);
  expect(run.stdout).not.toContain('\u001b[31m');
  expect(run.stdout).toMatch(expected);
  const json = await runCommand(as(command), [...argv, '--json'], home.env);
  expect(JSON.parse(json.stdout)).toBeTypeOf('object');
});

test('what is sent to the daemon', async () => {
  const home = await openStubHome(daemon);
  await runCommand(as(PrMerge), ['412', '--yes', '--method', 'rebase', '-m', 'Why'], home.env);
  await runCommand(as(PrResolve), ['412', 'github.com:T_1'], home.env);
  await runCommand(as(Spawn), ['x', '-p', 'shop', '--claim-pr', '412', '--no-takeover'], home.env);
  const bodies = home.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(bodies).toEqual([
    { method: 'rebase', expectedHead: 'c0ffee0123456789', commitMessage: 'Why' },
    { threads: ['github.com:T_1'] },
    expect.objectContaining({ prompt: 'x' }),
    { pullRequest: '412', takeOver: false },
  ]);
});

test('a merge asks first; without a terminal it says how to go on, and merges nothing', async () => {
  const home = await openStubHome(daemon);
  const run = await runCommand(as(PrMerge), ['412'], home.env);
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(/acme\/shop#412[^]*There is nobody to ask. Give --yes/);
  expect(home.requests.map(({ path }) => path)).toEqual(['/pull-requests/look', '/pull-requests/412']);
});

test('threads that were not resolved are named, and the exit code says so', async () => {
  const home = await openStubHome(daemon);
  const run = await runCommand(as(PrResolve), ['412', 'github.com:T_1', 'github.com:T_2'], home.env);
  expect(run).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/not resolved {2}github\.com:T_2 {2}The token may not do this\./),
  });
  expect(await runCommand(as(PrResolve), ['412'], home.env)).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/--all/) });
});

test('a session that waits in the queue is not given a pull request, and it is said how to do so later', async () => {
  const queue = { position: 1, hold: 'limit', heldBy: null } as never;
  const home = await openStubHome((request, response) => {
    if (request.path === '/sessions' && request.method === 'POST') return { session: sampleSession({ id: 'shop-3', queue }), notices: [] };
    return daemon(request, response);
  });
  const run = await runCommand(as(Spawn), ['x', '-p', 'shop', '--claim-pr', '412'], home.env);
  expect(run).toMatchObject({ exitCode: 5, stderr: expect.stringMatching(/ao pr claim shop-3 412/) });
});

test('a claim that is refused after the start names the session, the reason and the next step', async () => {
  const home = await openStubHome((request, response) => {
    if (request.path !== '/sessions/shop-3/pull-requests') return daemon(request, response);
    return problem(409, 'PULL_REQUEST_OWNED', 'It belongs to shop-1.')(request, response);
  });
  const run = await runCommand(as(Spawn), ['x', '-p', 'shop', '--claim-pr', '412'], home.env);
  expect(run).toMatchObject({
    exitCode: 5,
    stderr: expect.stringMatching(/shop-3 was started, but was not given the pull request\. .*ao pr claim shop-3 412/),
  });
});
