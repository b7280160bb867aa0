import { describe, expect, test } from 'vitest';
import { useEmulatedWorld } from './__fixtures__/emulated-world.ts';
import { valueOf } from './__fixtures__/github-world.ts';

const world = useEmulatedWorld();

describe('a repository', () => {
  test('is told as it is', async () => {
    const { scm, host, shop } = world();
    const facts = { address: shop, url: `${host.url}/acme/shop`, isPrivate: false, isArchived: false, defaultBranch: 'main', parent: null };
    expect(valueOf(await scm.readRepository(shop))).toMatchObject(facts);
    await host.tell('PATCH /repos/acme/shop', { private: true, archived: true });
    expect(valueOf(await scm.readRepository(shop))).toMatchObject({ ...facts, isPrivate: true, isArchived: true });
  });

  test('keeps its id under a new name; the old one is gone, because this host does not lead on', async () => {
    const { scm, host, shop } = world();
    const { id } = valueOf(await scm.readRepository(shop));
    await host.tell('PATCH /repos/acme/shop', { name: 'store' });
    const store = { ...shop, name: 'store' };
    expect(valueOf(await scm.readRepository(store))).toMatchObject({ id, address: store });
    expect(await scm.readRepository(shop)).toEqual({ outcome: 'gone' });
  });

  test('that is not there, or was deleted, is gone', async () => {
    const { scm, host, shop } = world();
    expect(await scm.readRepository({ ...shop, name: 'nothing' })).toEqual({ outcome: 'gone' });
    await host.tell('DELETE /repos/acme/shop');
    expect(await scm.readRepository(shop)).toEqual({ outcome: 'gone' });
    const request = { repository: shop, sourceRepository: shop, branchPrefixes: ['ao/'], since: null, validator: null };
    expect(await scm.discover(request)).toEqual({ outcome: 'gone' });
  });
});

describe('a token', () => {
  test('belongs to an account', async () => {
    const { scm, host, another } = world();
    expect(valueOf(await scm.readAccount(host.host))).toEqual({ login: 'octo', isBot: false });
    host.addToken('ghp_ann', 'ann');
    expect(valueOf(await another({ env: { GH_ENTERPRISE_TOKEN: 'ghp_ann' } }).scm.readAccount(host.host)).login).toBe('ann');
    expect(await scm.check(host.host)).toMatchObject({ level: 'ok', summary: `${host.host} is reached as octo.` });
  });

  test('that was revoked is said to be, and the next one is taken', async () => {
    const { scm, tracker, scope, host, shop, another } = world();
    expect((await scm.readRepository(shop)).outcome).toBe('value');
    host.revokeToken(host.token);
    const refused = {
      outcome: 'unknown',
      error: { code: 'FORGE_TOKEN_REFUSED', message: expect.stringContaining('gh auth login') as string },
    };
    expect(await scm.readRepository(shop)).toMatchObject(refused);
    expect(await scm.check(host.host)).toMatchObject({ level: 'failed', remedy: `gh auth login --hostname ${host.host}` });
    expect((await tracker.list({ scope })).outcome).toBe('unknown');
    host.addToken('ghp_next', 'ann');
    const env = { AO_GITHUB_ENTERPRISE_TOKEN: host.token, GH_ENTERPRISE_TOKEN: 'ghp_next' };
    expect((await another({ env }).scm.readRepository(shop)).outcome).toBe('value');
  });
});

describe('limits', () => {
  test('are read off what the host says', async () => {
    const { scm, host, shop } = world();
    await scm.readRepository(shop);
    expect(scm.budget(host.host)).toMatchObject({ plain: { limit: 5_000, remaining: 4_999 } });
  });

  test('leave to people what is reserved for them', async () => {
    const { scm, host, shop } = world();
    host.account().used.core = 4_500;
    const request = { repository: shop, sourceRepository: shop, branchPrefixes: ['ao/'], since: null, validator: null };
    expect((await scm.discover(request)).outcome).toBe('found');
    expect(await scm.discover(request)).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_RATE_LIMITED' } });
    expect((await scm.readAccount(host.host)).outcome).toBe('value');
  });

  test.each([
    [{ type: 'secondary_limit', retryAfter: '7' }, 'FORGE_RATE_LIMITED'],
    [{ type: 'primary_limit', resetInSeconds: 60 }, 'FORGE_RATE_LIMITED'],
  ] as const)('%j is respected, without another question', async (effect, code) => {
    const { scm, host, shop } = world();
    host.faults.add({ on: 'rest', effect });
    expect(await scm.readRepository(shop)).toMatchObject({ outcome: 'unknown', error: { code } });
    expect(await scm.readRepository(shop)).toMatchObject({ outcome: 'unknown', error: { code } });
    expect(host.usage.requests).toHaveLength(1);
  });

  test('an answer that failed inside the host is asked for once more', async () => {
    const { scm, host, shop } = world();
    host.faults.add({ on: 'rest', effect: { type: 'status', status: 502 } });
    expect((await scm.readRepository(shop)).outcome).toBe('value');
    expect(host.usage.requests.map(({ status }) => status)).toEqual([502, 200]);
  });
});
