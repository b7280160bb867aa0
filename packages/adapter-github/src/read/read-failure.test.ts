import { gzipSync } from 'node:zlib';
import { addCheckRun, addStatus, type NewCheckRun, openPullRequest, renameRepository } from '@ao/github-stand-in';
import type { PullRequestCheck } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { useGithubWorld, valueOf } from '../__fixtures__/github-world.ts';
import { jobLog, noise } from '../log/__fixtures__/job-log.ts';

const world = useGithubWorld();
const LOG = jobLog('npx vitest run', `${noise(100)}\n\u001b[31mAssertionError: expected 1 to be 2\u001b[39m`);

async function failing(wanted: Partial<NewCheckRun> = {}) {
  const { host, scm, id, address } = world();
  const repository = await host.createRepository({ files: null });
  const pullRequest = openPullRequest(host.state, repository, { branch: 'x' });
  const run = addCheckRun(host.state, pullRequest, { name: 'test', conclusion: 'FAILURE', log: LOG, ...wanted });
  const request = async () => {
    const { checks } = valueOf((await scm.poll([id(pullRequest)])).get(id(pullRequest)));
    return { repository: address(repository), check: checks.items.at(-1) as PullRequestCheck };
  };
  return { repository, pullRequest, run, request };
}

test('the log of a job is cut down to the failure, and no token goes to the store of logs', async () => {
  const { scm } = world();
  const { request } = await failing();
  const failure = valueOf(await scm.readFailure(await request()));
  expect(failure).toMatchObject({ source: 'log', logMissing: null, failedSteps: [] });
  expect(failure.excerpt.text).toContain('AssertionError: expected 1 to be 2');
  expect(failure.excerpt.text).not.toMatch(/\u001b|Post job cleanup/);
});

test('a log of fifty megabytes is read as it comes', async () => {
  const { scm } = world();
  const { request } = await failing({
    log: gzipSync(jobLog('make', `${'x'.repeat(1023)}\n`.repeat(50 * 1024) + 'make: *** [all] Error 2\nError: at last')),
  });
  const asked = await request();
  const before = process.memoryUsage().rss;
  expect(valueOf(await scm.readFailure(asked)).excerpt.text).toContain('Error: at last');
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
});

test('the log of a renamed repository is found', async () => {
  const { host, scm } = world();
  const { repository, request } = await failing();
  const asked = await request();
  renameRepository(host.state, repository, { name: 'store' });
  expect(valueOf(await scm.readFailure(asked)).source).toBe('log');
});

describe('without a log', () => {
  const words = {
    steps: [
      { name: 'Set up job', conclusion: 'SUCCESS' },
      { name: 'Test', conclusion: 'FAILURE' },
    ],
    annotations: [{ path: 'src/cart.ts', line: 3, title: 'TS2322', message: 'Type \u001b[1mstring\u001b[0m\nis wrong' }],
  };

  test.each([
    ['expired', { isLogExpired: true }, 'expired'],
    ['cancelled before it began', { log: null, conclusion: 'CANCELLED' }, 'never_started'],
    ['still running', { log: null, status: 'IN_PROGRESS', conclusion: null }, 'running'],
    ['empty', { log: '' }, null],
    ['of another app', { app: 'circleci', workflow: null }, null],
  ] as const)('(%s) the remarks of the check are told', async (_, facts, logMissing) => {
    const { scm } = world();
    const { request } = await failing({ ...words, ...facts });
    expect(valueOf(await scm.readFailure(await request()))).toEqual({
      source: 'annotations',
      logMissing,
      failedSteps: ['Test'],
      excerpt: { text: 'src/cart.ts:3: TS2322: Type string is wrong', isCut: false },
    });
  });

  test('and without remarks what the check says of itself', async () => {
    const { host, scm, id, address } = world();
    const { repository, pullRequest, request } = await failing({ app: 'codecov', title: '70 % of lines', summary: 'Too few.\n\nMore.' });
    expect(valueOf(await scm.readFailure(await request()))).toMatchObject({
      source: 'summary',
      excerpt: { text: '70 % of lines\nToo few.\n\nMore.' },
    });
    addStatus(host.state, pullRequest, { context: 'ci/jenkins', state: 'FAILURE', description: 'Build #12 failed' });
    const { checks } = valueOf((await scm.poll([id(pullRequest)])).get(id(pullRequest)));
    const check = checks.items.at(-1) as PullRequestCheck;
    expect(valueOf(await scm.readFailure({ repository: address(repository), check }))).toMatchObject({
      excerpt: { text: 'Build #12 failed' },
    });
  });

  test('a check that is gone is gone', async () => {
    const { scm, host } = world();
    const { request } = await failing({ log: null });
    const { repository, check } = await request();
    expect(await scm.readFailure({ repository, check: { ...check, id: `${host.host}:CR_never`, jobId: null } })).toEqual({
      outcome: 'gone',
    });
    expect(await scm.readFailure({ repository, check: { ...check, id: 'nonsense' } })).toEqual({ outcome: 'gone' });
  });
});

describe('a store of logs in trouble', () => {
  test.each([{ type: 'status', status: 500 }, { type: 'status', status: 403 }, { type: 'reset' }] as const)(
    '(%j) makes no half answer',
    async (effect) => {
      const { host, scm } = world();
      const { request } = await failing();
      const asked = await request();
      host.faults.add({ on: 'log', effect });
      expect(await scm.readFailure(asked)).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_UNAVAILABLE' } });
      expect((await scm.readFailure(asked)).outcome).toBe('value');
    },
  );

  test('that hangs can be given up', async () => {
    const { host, scm } = world();
    const { request } = await failing();
    const asked = await request();
    host.faults.add({ on: 'log', effect: { type: 'hang' } });
    await expect(scm.readFailure(asked, AbortSignal.timeout(100))).rejects.toThrow(/timeout/);
  });
});
