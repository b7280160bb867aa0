import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPullRequest } from '@ao/github-stand-in';
import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useGithubWorld } from '../__fixtures__/github-world.ts';

const world = useGithubWorld();

async function place() {
  const { host, address, id } = world();
  const repository = await host.createRepository({ files: null });
  const pullRequest = openPullRequest(host.state, repository, { branch: 'x' });
  return { repository: address(repository), number: 1, id: id(pullRequest), sourceRepository: address(repository), branch: 'x' };
}

describe('tokens', () => {
  test('without one nothing is sent, and it says what to set', async () => {
    const { host, another } = world();
    const at = await place();
    const { scm } = another({ env: { AO_GITHUB_TOKEN: host.token, GITHUB_TOKEN: host.token } });
    expect((await scm.poll([at.id])).get(at.id)).toMatchObject({
      outcome: 'unknown',
      error: { code: 'FORGE_TOKEN_MISSING', message: expect.stringContaining('AO_GITHUB_ENTERPRISE_TOKEN') as string },
    });
    expect(await scm.check(host.host)).toMatchObject({
      level: 'failed',
      code: 'FORGE_TOKEN_MISSING',
      remedy: `gh auth login --hostname ${host.host}`,
    });
    expect(host.usage.requests).toEqual([]);
  });

  test('a wrong one is refused, and named nowhere', async () => {
    const { host, another, log } = world();
    const at = await place();
    const { scm } = another({ env: { AO_GITHUB_ENTERPRISE_TOKEN: 'ghp_wrongSecret' } });
    const answer = await scm.findByPlace(at);
    expect(answer).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_TOKEN_REFUSED' } });
    expect(await scm.check(host.host)).toMatchObject({ level: 'failed', code: expect.stringMatching(/^FORGE_TOKEN/) as string });
    expect(JSON.stringify([answer, log.lines, (answer as { error: Error }).error.message])).not.toContain('wrongSecret');
  });

  test('one that was revoked gives way to the next', async () => {
    const { host, another } = world();
    const at = await place();
    host.addToken('ghp_old', { login: 'old' });
    const { scm } = another({ env: { AO_GITHUB_ENTERPRISE_TOKEN: 'ghp_old', GH_ENTERPRISE_TOKEN: host.token } });
    expect(await scm.readAccount(host.host)).toMatchObject({ value: { login: 'old' } });
    host.revokeToken('ghp_old');
    expect(await scm.readAccount(host.host)).toMatchObject({ value: { login: 'octo' } });
    expect((await scm.poll([at.id])).get(at.id)?.outcome).toBe('value');
  });

  describe('of gh', () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'ao-gh-'));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    const gh = (script: string): string => {
      const path = join(directory, 'gh');
      writeFileSync(path, `#!/bin/sh\necho "$@" >> ${directory}/calls\n${script}\n`);
      chmodSync(path, 0o700);
      return path;
    };

    test('is asked for by host, kept for five minutes, and asked anew when it was refused', async () => {
      const { host, another } = world();
      const clock = createFakeClock();
      const ghProgram = gh(`cat ${directory}/token`);
      writeFileSync(join(directory, 'token'), 'ghp_first\n');
      host.addToken('ghp_first', { login: 'first' });
      const { scm } = another({ env: { PATH: process.env['PATH'] }, ghProgram, clock });
      const login = async () => ((await scm.readAccount(host.host)) as { value: { login: string } }).value.login;
      expect([await login(), await login()]).toEqual(['first', 'first']);
      host.revokeToken('ghp_first');
      writeFileSync(join(directory, 'token'), `${host.token}\n`);
      expect(await login()).toBe('octo');
      const { readFileSync } = await import('node:fs');
      expect(readFileSync(join(directory, 'calls'), 'utf8')).toBe(`auth token --hostname ${host.host}\n`.repeat(2));
    });

    test.each(['exit 1', 'echo', 'printf "two words\\n"'])('when it answers by %j there is none', async (script) => {
      const { host, another } = world();
      const { scm } = another({ env: { PATH: process.env['PATH'] }, ghProgram: gh(script) });
      expect(await scm.check(host.host)).toMatchObject({ code: 'FORGE_TOKEN_MISSING' });
    });

    test('when it is not there, there is none', async () => {
      const { host, another } = world();
      const { scm } = another({ env: {}, ghProgram: join(directory, 'none') });
      expect(await scm.check(host.host)).toMatchObject({ code: 'FORGE_TOKEN_MISSING' });
    });
  });
});

describe('limits', () => {
  test('background questions stop at the reserve, a person may go on', async () => {
    const { host, scm } = world();
    const at = await place();
    host.account().used.core = 4_200;
    expect((await scm.findByBranch(at)).outcome).toBe('value');
    const held = await scm.findByBranch(at);
    expect(held).toMatchObject({
      outcome: 'unknown',
      error: { code: 'FORGE_RATE_LIMITED', details: { retryAt: host.account().resetAt * 1_000 + 1_000 } },
    });
    expect((await scm.findByPlace(at)).outcome).toBe('value');
    expect(scm.budget(host.host)?.plain).toMatchObject({ remaining: 798, reserve: 1_000 });
  });

  test.each([
    ['REST', 'rest', { type: 'primary_limit', resetInSeconds: 60 }],
    ['GraphQL, with status 200', 'graphql', { type: 'primary_limit', resetInSeconds: 60 }],
  ] as const)('the hourly limit of %s, used up by others, is kept to', async (_, on, effect) => {
    const { host, scm } = world();
    const at = await place();
    host.faults.add({ on, effect });
    const ask = async () => (on === 'rest' ? scm.findByPlace(at) : (await scm.poll([at.id])).get(at.id));
    expect(await ask()).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_RATE_LIMITED' } });
    const sent = host.usage.requests.length;
    expect(await ask()).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_RATE_LIMITED' } });
    expect(host.usage.requests).toHaveLength(sent);
  });

  test.each([
    [{ type: 'secondary_limit', retryAfter: '90' }, 90_000],
    [{ type: 'secondary_limit', status: 429, retryAfter: '90' }, 90_000],
    [{ type: 'secondary_limit' }, 60_000],
    [{ type: 'status', status: 429 }, 60_000],
    [{ type: 'status', status: 403, body: 'You have triggered an abuse detection mechanism.', headers: { 'retry-after': '90' } }, 90_000],
    [
      {
        type: 'status',
        status: 403,
        body: '{"message":"You have triggered an abuse detection mechanism. Please wait a few minutes."}',
        headers: { 'content-type': 'application/json' },
      },
      60_000,
    ],
  ] as const)('too many at once (%j) holds everything for %i ms, and no longer', async (effect, waitMs) => {
    const { host, another } = world();
    const at = await place();
    const clock = createFakeClock(Date.now());
    const { scm } = another({ clock });
    host.faults.add({ on: 'rest', effect });
    expect(await scm.findByPlace(at)).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_RATE_LIMITED' } });
    expect(scm.budget(host.host)?.notBefore).toBe(clock.now() + waitMs);
    await clock.advance(waitMs - 1);
    expect((await scm.poll([at.id])).get(at.id)).toMatchObject({ outcome: 'unknown' });
    await clock.advance(1);
    expect((await scm.poll([at.id])).get(at.id)).toMatchObject({ outcome: 'value' });
  });

  test('what the token may not do is not taken for a limit', async () => {
    const { host, scm } = world();
    const at = await place();
    host.faults.add({
      on: 'rest',
      effect: { type: 'status', status: 403, headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' } },
    });
    expect(await scm.findByPlace(at)).toMatchObject({
      outcome: 'forbidden',
      error: { message: expect.stringContaining('single sign-on') as string },
    });
    expect(scm.budget(host.host)?.notBefore).toBeNull();
  });
});

describe('the network', () => {
  test('a moment of trouble is outlived, with one more try', async () => {
    const { host, scm, clock } = world();
    const at = await place();
    for (const effect of [{ type: 'status', status: 502 }, { type: 'reset' }, { type: 'status', status: 503 }] as const) {
      host.faults.add({ on: 'rest', effect });
      expect((await scm.findByPlace(at)).outcome).toBe('value');
    }
    expect(clock.naps).toEqual([500, 500, 500]);
  });

  test('a host that is not there is unknown, whatever is asked', async () => {
    const { host, another } = world();
    const at = await place();
    const { scm, tracker } = another({ hosts: [{ host: host.host, apiUrl: 'http://127.0.0.1:1/api/v3' }] });
    const down = { outcome: 'unknown', error: { code: 'FORGE_UNAVAILABLE' } };
    expect((await scm.poll([at.id])).get(at.id)).toMatchObject(down);
    expect((await scm.readThreads([at.id])).get(at.id)).toMatchObject(down);
    expect(await scm.findByBranch(at)).toMatchObject(down);
    expect(await scm.discover({ ...at, branchPrefixes: [''], since: null, validator: null })).toMatchObject(down);
    expect(await scm.merge({ ...at, method: 'squash', expectedHead: 'a'.repeat(40) })).toMatchObject(down);
    expect(await scm.resolveThread(at.id)).toMatchObject(down);
    expect(await tracker.list({ scope: `${host.host}/acme/shop` })).toMatchObject(down);
    expect(await scm.check(host.host)).toMatchObject({ level: 'warning', code: null });
  });

  test('an answer that does not come is given up, and so is a call nobody waits for', async () => {
    const { host, another, scm } = world();
    const at = await place();
    host.faults.add({ on: 'rest', effect: { type: 'hang' }, times: 9 });
    const impatient = another({ timeoutMs: 50 });
    expect(await impatient.scm.findByPlace(at)).toMatchObject({
      outcome: 'unknown',
      error: { message: expect.stringContaining('in time') as string },
    });
    const controller = new AbortController();
    const call = scm.findByPlace(at, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(call).rejects.toThrow('enough');
    host.faults.add({ on: 'graphql', effect: { type: 'hang' } });
    const poll = scm.poll([at.id, `${host.host}:PR_other`], AbortSignal.timeout(20));
    await expect(poll).rejects.toThrow(/timeout/);
    await expect(scm.poll([at.id], controller.signal)).rejects.toThrow('enough');
  });

  test.each(['<html>', '{"node_id":', '[]', 'null', '{"node_id":1}'])('an answer that is %j is no answer', async (body) => {
    const { host, scm } = world();
    const at = await place();
    const effect = { type: 'status', status: 200, body, headers: { 'content-type': 'application/json' } } as const;
    host.faults.add({ on: 'rest', effect, times: 9 });
    expect(await scm.findByPlace(at)).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_ANSWER_INVALID' } });
    host.faults.add({ on: 'graphql', effect, times: 9 });
    expect((await scm.poll([at.id])).get(at.id)).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_ANSWER_INVALID' } });
  });
});
