import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EmulatedGitHub, startEmulatedGitHub } from '../index.ts';
import { KNOWN_GAP_NAMES } from './known-gaps.ts';

let github: EmulatedGitHub;
beforeEach(async () => {
  github = await startEmulatedGitHub();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await github.close();
});

type Question = { readonly token?: string; readonly validator?: string; readonly merge?: object };
const ask = (path: string, { token = github.token, validator, merge }: Question = {}) =>
  fetch(`${github.url}/api/v3${path}`, {
    headers: { authorization: `Bearer ${token}`, ...(validator === undefined ? {} : { 'if-none-match': validator }) },
    ...(merge === undefined ? {} : { method: 'PUT', body: JSON.stringify(merge) }),
  });
const openPullRequest = (branch = 'work') => github.tell('POST /repos/acme/shop/pulls', { title: branch, head: branch, base: 'main' });

describe('the door', () => {
  test('lets nobody in whose token it does not know', async () => {
    expect((await ask('/user')).status).toBe(200);
    const stranger = await ask('/user', { token: 'ghp_stranger' });
    expect([stranger.status, await stranger.json()]).toMatchObject([401, { message: 'Bad credentials' }]);
    expect(await (await fetch(`${github.url}/api/v3/user`)).json()).toMatchObject({ message: 'Requires authentication' });
    github.addToken('ghp_ann', 'ann');
    expect(await (await ask('/user', { token: 'ghp_ann' })).json()).toMatchObject({ login: 'ann' });
    github.revokeToken('ghp_ann');
    expect((await ask('/user', { token: 'ghp_ann' })).status).toBe(401);
    expect(github.usage.requests.map(({ status, cost }) => [status, cost])).toEqual([
      [200, 1],
      [401, 0],
      [401, 0],
      [200, 1],
      [401, 0],
    ]);
  });

  test('counts, and takes nothing for what has not changed', async () => {
    const first = await ask('/repos/acme/shop/issues');
    const etag = first.headers.get('etag') ?? '';
    expect([first.headers.get('x-ratelimit-remaining'), first.headers.get('x-ratelimit-resource')]).toEqual(['4999', 'core']);
    const again = await ask('/repos/acme/shop/issues', { validator: etag });
    expect([again.status, await again.text(), github.account().used.core]).toEqual([304, '', 1]);
    await github.tell('POST /repos/acme/shop/issues', { title: 'New' });
    const changed = await ask('/repos/acme/shop/issues', { validator: etag });
    expect([changed.status, changed.headers.get('x-ratelimit-used')]).toEqual([200, '2']);
  });

  test('turns away whoever has used up the hour, and the search by a limit of its own', async () => {
    github.account().used.search = 30;
    expect((await ask('/search/issues?q=a')).status).toBe(403);
    expect((await ask('/user')).status).toBe(200);
    github.account().used.core = 5_000;
    const refused = await ask('/user');
    expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
  });

  test('lets faults happen', async () => {
    github.faults.add({ on: 'rest', effect: { type: 'status', status: 502 } });
    github.faults.add({ on: 'rest', effect: { type: 'half_answer' } });
    github.faults.add({ on: 'rest', effect: { type: 'reset' } });
    expect((await ask('/user')).status).toBe(502);
    await expect((await ask('/user')).json()).rejects.toThrow(/JSON/);
    await expect(ask('/user')).rejects.toThrow(/fetch failed/);
    expect((await ask('/user')).status).toBe(200);
  });

  test('notes what GitHub would not take, and what nobody answers here', async () => {
    await ask('/repos/acme/shop/pulls?since=2026-01-01');
    await ask('/repos/acme/shop/pulls/1/merge', { merge: { merge_method: 'octopus' } });
    await ask('/repos/acme/shop/releases');
    await ask('/repos/acme/shop/actions/jobs/1/logs');
    await fetch(`${github.url}/api/graphql`, { method: 'POST', body: '{}' });
    expect(github.usage.violations).toEqual([
      'GET /repos/{owner}/{repo}/pulls: query parameter since is not known to GET /repos/{owner}/{repo}/pulls',
      expect.stringMatching(/merge: body\/merge_method/) as string,
      'GET /repos/acme/shop/releases is not answered here',
      'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs is not answered here',
      'POST /api/graphql is not answered here',
    ]);
  });

  test('leads on to itself: pages of people at the root, the interface below its prefix', async () => {
    for (const branch of ['a', 'b', 'c']) await openPullRequest(branch);
    const first = await ask('/repos/acme/shop/pulls?per_page=2');
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(next).toBe(`${github.url}/api/v3/repos/acme/shop/pulls?per_page=2&page=2`);
    const rest = (await (await ask(next.slice(`${github.url}/api/v3`.length))).json()) as readonly unknown[];
    expect(rest).toHaveLength(1);
    expect(rest[0]).toMatchObject({ html_url: `${github.url}/acme/shop/pull/1`, url: `${github.url}/api/v3/repos/acme/shop/pulls/1` });
    expect(JSON.stringify(rest)).not.toContain('localhost');
  });
});

test('the gaps that are known are those that are there', async () => {
  await openPullRequest();
  await github.tell('POST /repos/acme/shop/issues', { title: 'One' });
  await github.tell('POST /repos/acme/shop/issues/2/comments', { body: 'Two' });
  const paths = ['', '/pulls', '/pulls/1', '/issues', '/issues/2', '/issues/2/comments'].map((path) => `/repos/acme/shop${path}`);
  for (const path of ['/user', '/search/issues?q=One', ...paths]) expect([path, (await ask(path)).status]).toEqual([path, 200]);
  const statuses: number[] = [];
  for (const merge of [{ sha: 'a'.repeat(40) }, {}, {}]) statuses.push((await ask('/repos/acme/shop/pulls/1/merge', { merge })).status);
  expect(statuses).toEqual([409, 200, 405]);
  expect([...github.gaps].toSorted()).toEqual([...KNOWN_GAP_NAMES].toSorted());
  expect(github.usage.violations).toEqual([]);
});

test('what a test tells it and it does not take is an error', async () => {
  await expect(github.tell('POST /repos/acme/nothing/issues', { title: 'x' })).rejects.toThrow(/404/);
});

test('an environment that gives emulate another address is said so', async () => {
  vi.stubEnv('EMULATE_BASE_URL', 'https://github.example');
  await expect(startEmulatedGitHub()).rejects.toThrow(/Unset EMULATE_BASE_URL/);
});

test('nothing listens any more when it is closed, and many may run at once', async () => {
  const another = await startEmulatedGitHub();
  await another.tell('POST /repos/acme/shop/issues', { title: 'Mine' });
  expect(await (await ask('/repos/acme/shop/issues')).json()).toEqual([]);
  await another.close();
  await expect(fetch(`${another.url}/api/v3/user`)).rejects.toThrow(/fetch failed/);
});
