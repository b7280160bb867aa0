import { join } from 'node:path';
import { readFile, rename, rm } from 'node:fs/promises';
import { createSystemClock } from '@ao/adapter-kit';
import { describe, expect, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { commitFiles, makeClone, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';

async function makeCloneWorkspace(options: { readonly fetchTimeoutMs?: number } = {}) {
  const folder = await makeFolder();
  const { repository, origin } = await makeClone(folder);
  return { ...(await makeWorkspace({ folder, repository, ...options })), origin };
}

describe('the default branch of origin', () => {
  test('is fetched before a session starts from it, and nothing else is', async () => {
    const { workspace, repository, origin, request } = await makeCloneWorkspace();
    await runGit(origin, 'branch', 'unrelated');
    await runGit(origin, 'tag', 'v9');
    const newest = await commitFiles(origin, { 'new.txt': 'n\n' });
    const created = await workspace.create(request('shop-1'));
    expect(created).toMatchObject({ baseRef: 'origin/main', baseCommit: newest, notices: [] });
    const refs = await runGit(repository, 'for-each-ref', '--format=%(refname)', 'refs/remotes', 'refs/tags');
    expect(refs.split('\n')).toEqual(['refs/remotes/origin/HEAD', 'refs/remotes/origin/main']);
    expect(await runGit(created.path, 'config', '--get-regexp', 'branch\\.ao').catch(() => 'none')).toBe('none');
  });

  test('is asked for once by sessions that start together', async () => {
    const first = await makeCloneWorkspace();
    const { folder, origin, request } = first;
    const calls = join(folder, 'calls');
    const gitPath = await makeGitScript(folder, `case " $* " in *" fetch "*) echo fetch >> "${calls}";; esac`);
    const { workspace } = await makeWorkspace({ ...first, gitPath });
    const newest = await commitFiles(origin, { 'new.txt': 'n\n' });
    const created = await Promise.all(['shop-1', 'shop-2', 'shop-3'].map((id) => workspace.create(request(id))));
    expect(created.map(({ baseCommit }) => baseCommit)).toEqual([newest, newest, newest]);
    expect(await readFile(calls, 'utf8')).toBe('fetch\n');
  });

  test('is what origin calls it, not what is checked out or usual here', async () => {
    const { workspace, repository, origin, request } = await makeCloneWorkspace();
    await runGit(origin, 'branch', '-m', 'main', 'trunk');
    await runGit(repository, 'fetch', '--quiet', '--prune');
    await runGit(repository, 'remote', 'set-head', 'origin', '--auto');
    expect(await workspace.create(request('shop-1'))).toMatchObject({ baseRef: 'origin/trunk', notices: [] });
  });

  test('that is gone at origin is used as last known, with a notice', async () => {
    const { workspace, repository, origin, request } = await makeCloneWorkspace();
    await runGit(origin, 'branch', '-m', 'main', 'trunk');
    await runGit(repository, 'checkout', '--quiet', '--detach');
    await runGit(repository, 'branch', '-D', 'main');
    const { baseRef, notices } = await workspace.create(request('shop-1'));
    expect([baseRef, notices]).toEqual(['origin/main', ['origin has no such branch any more: started from the last known origin/main.']]);
  });

  test('when local commits were not pushed, a notice says so', async () => {
    const { workspace, repository, request } = await makeCloneWorkspace();
    await commitFiles(repository, { 'mine.txt': 'm\n' });
    const { baseRef, notices } = await workspace.create(request('shop-1'));
    expect([baseRef, notices]).toEqual([
      'origin/main',
      ['Your local main has 1 commit that origin/main lacks; they are not in this worktree.'],
    ]);
  });
});

describe('an origin that cannot be reached', () => {
  test('does not stop the session; the notice says why and how old the last known state is', async () => {
    const { repository, origin, request, root, folder } = await makeCloneWorkspace();
    const twoHoursAgo = Date.now() - 2 * 3_600_000 - 60_000;
    const before = await makeWorkspace({ folder, root, repository, clock: { ...createSystemClock(), now: () => twoHoursAgo } });
    expect((await before.workspace.create(request('shop-1'))).notices).toEqual([]);
    await rename(origin, `${origin}-away`);
    for (const trace of ['FETCH_HEAD', 'logs/refs/remotes/origin/main']) await rm(join(repository, '.git', trace), { force: true });
    const { workspace } = await makeWorkspace({ folder, root, repository });
    const { baseRef, notices } = await workspace.create(request('shop-2'));
    expect(baseRef).toBe('origin/main');
    expect(notices).toEqual([
      expect.stringMatching(/^origin could not be reached \(.+\): started from the last known origin\/main \(2 h old\)\.$/u),
    ]);
  });

  test('leaves traces of earlier fetches of the user, which tell the age, too', async () => {
    const { workspace, repository, origin, request } = await makeCloneWorkspace();
    await runGit(repository, 'fetch', '--quiet');
    await rename(origin, `${origin}-away`);
    const { notices } = await workspace.create(request('shop-1'));
    expect(notices).toEqual([expect.stringContaining('(moments old)')]);
  });

  test('and does not answer at all is waited for only a short time', async () => {
    const { workspace, repository, request } = await makeCloneWorkspace({ fetchTimeoutMs: 300 });
    await runGit(repository, 'config', 'remote.origin.url', 'ext::sleep 60');
    await runGit(repository, 'config', 'protocol.ext.allow', 'always');
    const startedAt = performance.now();
    const { notices } = await workspace.create(request('shop-1'));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(notices).toEqual([expect.stringContaining('origin could not be reached (no answer within 0.3 s)')]);
    await workspace.create(request('shop-2'));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('and was never fetched leaves the local branch', async () => {
    const fixture = await makeWorkspace();
    await runGit(fixture.repository, 'remote', 'add', 'origin', join(fixture.folder, 'nowhere'));
    const { baseRef, notices } = await fixture.workspace.create(fixture.request('shop-1'));
    expect(baseRef).toBe('main');
    expect(notices).toEqual([expect.stringMatching(/^origin could not be reached \(.+\): started from the local main\.$/u)]);
  });

  test('is never asked when the limit is 0, nor by the preflight', async () => {
    const { workspace, repository, origin, request, folder, root } = await makeCloneWorkspace();
    const known = await runGit(repository, 'rev-parse', 'origin/main');
    await commitFiles(origin, { 'new.txt': 'n\n' });
    await workspace.preflight(request('shop-1'));
    expect(await runGit(repository, 'rev-parse', 'origin/main')).toBe(known);
    const offline = await makeWorkspace({ folder, root, repository, fetchTimeoutMs: 0 });
    expect(await offline.workspace.create(request('shop-1'))).toMatchObject({ baseCommit: known, notices: [] });
  });
});

describe('branches of origin', () => {
  test('a chosen branch that exists only there is made from there, without tracking it', async () => {
    const { workspace, repository, origin, request } = await makeCloneWorkspace();
    await runGit(origin, 'switch', '--quiet', '-c', 'feature/x');
    const tip = await commitFiles(origin, { 'f.txt': 'f\n' });
    const created = await workspace.create(request('shop-1', { branch: 'feature/x', branchIsChosen: true }));
    expect(created).toMatchObject({ branch: 'feature/x', baseRef: 'origin/feature/x', baseCommit: tip });
    expect(await runGit(repository, 'config', '--get-regexp', 'branch\\.feature').catch(() => 'none')).toBe('none');
  });

  test('a branch that is ours is new even when origin has one of the same name, and that is said', async () => {
    const { workspace, repository, origin, request } = await makeCloneWorkspace();
    await runGit(origin, 'switch', '--quiet', '-c', 'ao/shop-1/work');
    await commitFiles(origin, { 'old.txt': 'of another machine\n' });
    await runGit(repository, 'fetch', '--quiet');
    const created = await workspace.create(request('shop-1'));
    expect(created.baseRef).toBe('origin/main');
    expect(created.notices).toEqual(['origin has a branch ao/shop-1/work of its own already: pushing this one will need another name.']);
  });

  test('a base that only origin has is found by its short name', async () => {
    const { workspace, repository, origin, request } = await makeCloneWorkspace();
    await runGit(origin, 'branch', 'release');
    await runGit(repository, 'fetch', '--quiet');
    expect(await workspace.create(request('shop-1', { base: 'release' }))).toMatchObject({ baseRef: 'origin/release' });
  });
});
