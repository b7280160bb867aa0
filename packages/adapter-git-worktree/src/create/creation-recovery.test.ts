import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { commitFiles, runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace, type WorkspaceFixture } from '../__fixtures__/workspace-fixture.ts';
import { lockReason } from '../worktree/worktree-marker.ts';
import { markAttempt, markedEnvironment } from './orphaned-git.ts';
import { createPendingCreations, type PendingCreation } from './pending-creation.ts';

const SESSION = 'shop-1' as SessionId;

/** What a creation writes down before it begins. */
async function noteBegun(fixture: WorkspaceFixture, changes: Partial<PendingCreation> = {}): Promise<void> {
  const { repository, root, path } = fixture;
  await createPendingCreations(root).write(SESSION, {
    path: path('shop-1'),
    commonDirectory: join(repository, '.git'),
    branch: 'ao/shop-1/work',
    branchCreated: true,
    baseRef: 'main',
    baseCommit: await runGit(repository, 'rev-parse', 'main'),
    attempt: null,
    ...changes,
  });
}

const COMPLETE = { baseRef: 'main', atBase: true, status: '', branch: 'ao/shop-1/work', entries: 1, pending: [] };

/** Asks again for what was begun, and looks at what is there then. */
async function complete({ workspace, repository, root, request }: WorkspaceFixture): Promise<unknown> {
  const { path, baseRef, baseCommit } = await workspace.create(request('shop-1'));
  return {
    baseRef,
    atBase: baseCommit === (await runGit(path, 'rev-parse', 'HEAD')),
    status: await runGit(path, 'status', '--porcelain', '--ignored'),
    branch: await runGit(path, 'rev-parse', '--abbrev-ref', 'HEAD'),
    entries: (await readdir(join(repository, '.git/worktrees'))).length,
    pending: await readdir(join(root, '.pending')).catch(() => []),
  };
}

describe('a creation that was cut short is completed by the same request', () => {
  test('before anything was made', async () => {
    const fixture = await makeWorkspace();
    await noteBegun(fixture);
    expect(await complete(fixture)).toEqual(COMPLETE);
  });

  test('after the branch was made; the base stays what it was', async () => {
    const fixture = await makeWorkspace();
    await noteBegun(fixture);
    const base = await runGit(fixture.repository, 'rev-parse', 'main');
    await runGit(fixture.repository, 'branch', 'ao/shop-1/work');
    await commitFiles(fixture.repository, { 'later.txt': 'x\n' });
    await fixture.workspace.preflight(fixture.request('shop-1'));
    expect(await complete(fixture)).toEqual(COMPLETE);
    expect(await runGit(fixture.path('shop-1'), 'rev-parse', 'HEAD')).toBe(base);
  });

  test('in the middle of the checkout, with a stale lock of the index', async () => {
    const fixture = await makeWorkspace();
    const { repository, path } = fixture;
    await noteBegun(fixture);
    const place = path('shop-1');
    await runGit(
      repository,
      'worktree',
      'add',
      '--quiet',
      '--lock',
      '--reason',
      lockReason(SESSION),
      '-b',
      'ao/shop-1/work',
      place,
      'main',
    );
    await writeFile(join(repository, '.git/worktrees/shop-1/index.lock'), '');
    await rm(join(repository, '.git/worktrees/shop-1/index'));
    await rm(join(place, 'src'), { recursive: true });
    expect(await complete(fixture)).toEqual(COMPLETE);
  });

  test('after the checkout, before it was marked as complete', async () => {
    const fixture = await makeWorkspace();
    const { repository, path } = fixture;
    await noteBegun(fixture);
    const place = path('shop-1');
    await runGit(
      repository,
      'worktree',
      'add',
      '--quiet',
      '--lock',
      '--reason',
      lockReason(SESSION),
      '-b',
      'ao/shop-1/work',
      place,
      'main',
    );
    expect(await complete(fixture)).toEqual(COMPLETE);
  });

  test('with the folder gone and the entry of the repository left', async () => {
    const fixture = await makeWorkspace();
    const { repository, path } = fixture;
    await noteBegun(fixture);
    const place = path('shop-1');
    await runGit(
      repository,
      'worktree',
      'add',
      '--quiet',
      '--lock',
      '--reason',
      lockReason(SESSION),
      '-b',
      'ao/shop-1/work',
      place,
      'main',
    );
    await rm(place, { recursive: true });
    expect(await complete(fixture)).toEqual(COMPLETE);
  });

  test('with a lock on its own branch left by a git that was killed', async () => {
    const fixture = await makeWorkspace();
    await noteBegun(fixture);
    await writeFiles(fixture.repository, { '.git/refs/heads/ao/shop-1/work.lock': '' });
    expect(await complete(fixture)).toEqual(COMPLETE);
  });

  test('with such a lock from later than now: the clock was set back in between', async () => {
    const fixture = await makeWorkspace();
    await noteBegun(fixture);
    await writeFiles(fixture.repository, { '.git/refs/heads/ao/shop-1/work.lock': '' });
    const tomorrow = new Date(Date.now() + 86_400_000);
    await utimes(join(fixture.repository, '.git/refs/heads/ao/shop-1/work.lock'), tomorrow, tomorrow);
    expect(await complete(fixture)).toEqual(COMPLETE);
  });

  test('while its git, orphaned, is still at work: that one is ended first', async () => {
    const fixture = await makeWorkspace();
    const mark = await markAttempt();
    const orphan = spawn('sleep', ['600'], { detached: true, stdio: 'ignore', env: { ...process.env, ...markedEnvironment(mark) } });
    onTestFinished(() => void orphan.kill('SIGKILL'));
    const ended = once(orphan, 'exit');
    await noteBegun(fixture, { attempt: mark });
    expect(await complete(fixture)).toEqual(COMPLETE);
    expect((await ended)[0]).toBeNull();
  });
});

test('a complete worktree is answered as it is, whatever happened in it meanwhile', async () => {
  const { workspace, request } = await makeWorkspace();
  const first = await workspace.create(request('shop-1'));
  await writeFiles(first.path, { 'work.txt': 'mine\n' });
  await runGit(first.path, 'switch', '--quiet', '-c', 'other');
  await workspace.preflight(request('shop-1'));
  expect(await workspace.create(request('shop-1'))).toEqual({ ...first, notices: [] });
  expect(await readFile(join(first.path, 'work.txt'), 'utf8')).toBe('mine\n');
});

test('a branch of the same name that somebody built on is never taken for a left-over', async () => {
  const fixture = await makeWorkspace();
  const { workspace, repository, request } = fixture;
  await noteBegun(fixture);
  await runGit(repository, 'switch', '--quiet', '-c', 'ao/shop-1/work');
  const tip = await commitFiles(repository, { 'work.txt': 'mine\n' });
  await runGit(repository, 'switch', '--quiet', 'main');
  await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({ code: 'BRANCH_NAME_CLASH' });
  expect(await runGit(repository, 'rev-parse', 'ao/shop-1/work')).toBe(tip);
});

describe('when creation fails, nothing is left', () => {
  /** A git that runs other shell lines instead of adding a worktree. */
  const makeFailingGit = (folder: string, lines: string): Promise<string> =>
    makeGitScript(folder, `case " $* " in *" worktree add "*) ${lines};; esac`);

  test.each([
    { name: 'the disk is full', script: 'echo "fatal: write error: No space left on device" >&2; exit 128', code: 'DISK_FULL' },
    {
      name: 'the repository cannot be written',
      script: 'echo "fatal: could not create: Permission denied" >&2; exit 128',
      code: 'GIT_FAILED',
    },
    { name: 'git is killed half way', script: 'git "$@"; kill -9 $$', code: 'GIT_FAILED' },
  ])('$name: $code', async ({ script, code }) => {
    const first = await makeWorkspace();
    const { repository, request, root } = first;
    const { workspace } = await makeWorkspace({ ...first, gitPath: await makeFailingGit(first.folder, script) });
    await expect(workspace.create(request('shop-1'))).rejects.toMatchObject({ code });
    expect(await runGit(repository, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(await runGit(repository, 'worktree', 'list', '--porcelain')).not.toContain('shop-1');
    expect(await readdir(join(root, 'shop')).catch(() => [])).toEqual([]);
    expect(await readdir(join(root, '.pending'))).toEqual([]);
    await expect(first.workspace.create(request('shop-1'))).resolves.toMatchObject({ baseRef: 'main' });
  });

  test('an aborted creation rejects with the reason of the signal', async () => {
    const first = await makeWorkspace();
    const { repository, request, folder } = first;
    const started = join(folder, 'started');
    const { workspace } = await makeWorkspace({ ...first, gitPath: await makeFailingGit(folder, `touch "${started}"; sleep 60`) });
    const stop = new AbortController();
    const creation = workspace.create(request('shop-1'), stop.signal);
    await expect
      .poll(() =>
        readFile(started).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    stop.abort(new Error('enough'));
    await expect(creation).rejects.toThrow('enough');
    expect(await runGit(repository, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test('an existing branch survives', async () => {
    const first = await makeWorkspace();
    const { repository, request } = first;
    await runGit(repository, 'branch', 'topic');
    const { workspace } = await makeWorkspace({ ...first, gitPath: await makeFailingGit(first.folder, 'exit 128') });
    await expect(workspace.create(request('shop-1', { branch: 'topic', branchIsChosen: true }))).rejects.toMatchObject({
      code: 'GIT_FAILED',
    });
    expect(await runGit(repository, 'branch', '--list', 'topic')).toBe('  topic');
  });
});

test('a lock of another git is waited for; one that is held longer is named', async () => {
  const { workspace, repository, request } = await makeWorkspace();
  const lock = join(repository, '.git/refs/heads/ao/shop-1/work.lock');
  await mkdir(join(lock, '..'), { recursive: true });
  await writeFile(lock, '');
  setTimeout(() => void rm(lock), 300);
  await expect(workspace.create(request('shop-1'))).resolves.toMatchObject({ baseRef: 'main' });
  const held = join(repository, '.git/refs/heads/ao/shop-2/work.lock');
  await mkdir(join(held, '..'), { recursive: true });
  const holder = await open(held, 'w');
  await expect(workspace.create(request('shop-2'))).rejects.toMatchObject({
    code: 'GIT_FAILED',
    message: expect.stringContaining(held) as string,
    details: { lockFile: held },
  });
  await holder.close();
});
