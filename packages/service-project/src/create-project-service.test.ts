import { type AgentName, AoError, type ProjectId, type RuntimeName, type SessionId } from '@ao/domain';
import type { RepositoryFacts } from '@ao/ports';
import { createFakeClock, createInMemoryStores } from '@ao/testing';
import { expect, test } from 'vitest';
import { withoutCredentials } from './origin-url.ts';
import { createProjectService } from './create-project-service.ts';
import type { ProjectService } from './project-service.ts';

const REPOSITORIES = ['/home/me/code/shop', '/home/me/other/shop', '/home/me/code/Ünï code', '/home/me/blog'];

interface World {
  readonly projects: ProjectService;
  readonly ended: SessionId[];
  readonly folders: Set<string>;
  readonly empty: Set<string>;
  readonly stores: ReturnType<typeof createInMemoryStores>;
}

/** A machine with a few repositories; `/home/me/link` is a link to the shop. */
function createWorld(): World {
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  const ended: SessionId[] = [];
  const folders = new Set([...REPOSITORIES, '/home/me/code/shop/src', '/home/me/notes']);
  const empty = new Set<string>();
  const links: Readonly<Record<string, string>> = { '/home/me/link': '/home/me/code/shop' };
  const projects = createProjectService({
    stores,
    clock,
    agents: new Map([['claude-code', { permissionModes: ['default', 'plan'] as const }]]),
    runtimes: new Map([['pty-host', 1]]),
    homeDirectory: '/home/me',
    realPath: (path) => Promise.resolve(links[path] ?? (folders.has(path) ? path : null)),
    endSession: async (id) => {
      ended.push(id);
      stores.sessions.updateFacts(id, (facts) => ({ ...facts, phase: 'ended' }));
    },
    workspace: {
      inspectRepository(folder): Promise<RepositoryFacts> {
        const rootPath = REPOSITORIES.find((repository) => folder === repository || folder.startsWith(`${repository}/`));
        if (rootPath === undefined) return Promise.reject(new AoError('NOT_A_GIT_REPOSITORY'));
        const facts = { originUrl: 'git@example.com:me/x.git', defaultBranch: 'main', currentBranch: 'main' };
        return Promise.resolve({
          rootPath,
          gitDirectory: `${rootPath}/.git`,
          ...facts,
          hasCommits: !empty.has(rootPath),
          hasSubmodules: false,
        });
      },
    },
  });
  return { projects, ended, folders, empty, stores };
}

test('a repository becomes a project named after its folder', async () => {
  const { projects } = createWorld();
  const { project, created } = await projects.add({ path: '~/code/shop' });
  expect(created).toBe(true);
  expect(project).toMatchObject({
    id: 'shop',
    name: 'shop',
    path: '/home/me/code/shop',
    defaultBranch: 'main',
    liveSessions: 0,
    problem: null,
  });
  expect((await projects.list()).map(({ id }) => id)).toEqual(['shop']);
});

test('names that are no slugs are made into one, and clashes are numbered', async () => {
  const { projects } = createWorld();
  await projects.add({ path: '/home/me/code/shop' });
  expect((await projects.add({ path: '/home/me/other/shop' })).project.id).toBe('shop-2');
  expect((await projects.add({ path: '/home/me/code/Ünï code' })).project.id).toBe('uni-code');
});

test.each([
  ['relative/path', 'PROJECT_PATH_INVALID'],
  ['', 'PROJECT_PATH_INVALID'],
  ['/home/me/nothing', 'PROJECT_PATH_INVALID'],
  ['~someone/code', 'PROJECT_PATH_INVALID'],
  ['/home/me/notes', 'NOT_A_GIT_REPOSITORY'],
  ['/home/me/code/shop/src', 'NOT_A_GIT_REPOSITORY'],
])('the path %j is refused with %s', async (path, code) => {
  const { projects } = createWorld();
  await expect(projects.add({ path })).rejects.toMatchObject({ code });
  expect(await projects.list()).toEqual([]);
});

test('from inside a repository its top is used, and a known one is answered as it is', async () => {
  const { projects } = createWorld();
  const inside = { path: '/home/me/code/shop/src', allowInside: true, reuseExisting: true };
  expect(await projects.add(inside)).toMatchObject({ created: true, project: { id: 'shop' } });
  expect(await projects.add(inside)).toMatchObject({ created: false, project: { id: 'shop' } });
});

test('one folder is one project, by whatever name it is reached', async () => {
  const { projects } = createWorld();
  await projects.add({ path: '/home/me/code/shop' });
  await expect(projects.add({ path: '/home/me/link' })).rejects.toMatchObject({
    code: 'PROJECT_PATH_TAKEN',
    details: { projectId: 'shop' },
  });
});

test('two requests at once for one folder make one project', async () => {
  const { projects } = createWorld();
  const request = { path: '/home/me/blog', reuseExisting: true };
  const answers = await Promise.all([projects.add(request), projects.add(request), projects.add(request)]);
  expect(answers.map(({ created }) => created)).toEqual([true, false, false]);
});

test('an id in use is refused with a free one', async () => {
  const { projects } = createWorld();
  await projects.add({ path: '/home/me/code/shop', id: 'x' });
  await expect(projects.add({ path: '/home/me/blog', id: 'x' })).rejects.toMatchObject({
    code: 'PROJECT_ID_TAKEN',
    details: { suggestedProjectId: 'x-2' },
  });
  await expect(projects.add({ path: '/home/me/blog', id: 'Not A Slug' })).rejects.toMatchObject({ code: 'INVALID_PROJECT_ID' });
});

test('a removed project gets its id back, and nobody else gets it', async () => {
  const { projects } = createWorld();
  await projects.add({ path: '/home/me/code/shop' });
  await projects.remove('shop', { force: false });
  await expect(projects.get('shop')).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
  expect((await projects.add({ path: '/home/me/other/shop' })).project.id).toBe('shop-2');
  expect((await projects.add({ path: '/home/me/code/shop' })).project.id).toBe('shop');
});

test('a folder that went away is said so, and the project stays', async () => {
  const { projects, folders } = createWorld();
  await projects.add({ path: '/home/me/blog' });
  folders.delete('/home/me/blog');
  expect((await projects.get('blog')).problem).toContain('/home/me/blog is not there');
});

test.each([
  [{ agent: 'nobody' }, 'agent'],
  [{ runtime: 'screen' }, 'runtime'],
  [{ agent: 'claude-code', permissionMode: 'auto' as const }, 'permissionMode'],
  [{ copy: ['../secrets'] }, 'copy'],
  [{ copy: ['config/./../../secrets'] }, 'copy'],
  [{ copy: ['.'] }, 'copy'],
  [{ symlink: ['./.GIT/hooks'] }, 'symlink'],
  [{ env: { ao_home: '/x' } }, 'env'],
  [{ model: '--dangerous' }, 'model'],
  [{ copy: ['/etc/passwd'] }, 'copy'],
  [{ symlink: ['.git/config'] }, 'symlink'],
  [{ env: { AO_HOME: '/x' } }, 'env'],
  [{ env: { 'not a name': 'x' } }, 'env'],
  [{ postCreate: [' '] }, 'postCreate'],
  [{ setupTimeoutMs: 0 }, 'setupTimeoutMs'],
  [{ maxRunning: 0 }, 'maxRunning'],
  [{ maxRunning: 1.5 }, 'maxRunning'],
  [{ defaultBranch: ' ' }, 'defaultBranch'],
])('the configuration %j is refused and nothing is changed', async (config, setting) => {
  const { projects } = createWorld();
  await projects.add({ path: '/home/me/blog', config: { model: 'opus' } });
  await expect(projects.setConfig('blog', config)).rejects.toMatchObject({
    code: 'INVALID_PROJECT_CONFIG',
    details: { issues: [{ setting }] },
  });
  expect((await projects.get('blog')).config).toEqual({ model: 'opus' });
});

test('a good configuration replaces the old one whole', async () => {
  const { projects } = createWorld();
  await projects.add({ path: '/home/me/blog', config: { model: 'opus' } });
  const config = { agent: 'claude-code', copy: ['.env', 'config/local.json'], env: { NODE_ENV: 'test' }, postCreate: ['npm ci'] };
  expect((await projects.setConfig('blog', config)).config).toEqual(config);
});

function startSession({ stores }: World, phase: 'live' | 'ended'): SessionId {
  const workspace = { state: 'absent', path: null, branch: null, baseRef: null, baseCommit: null, rescueRef: null } as const;
  const session = stores.sessions.create('shop' as ProjectId, () => ({
    projectId: 'shop' as ProjectId,
    kind: 'worker',
    agent: 'claude-code' as AgentName,
    runtime: 'pty-host' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: null,
    createdAt: 0,
    displayName: null,
    phase,
    phaseDeadlineAt: null,
    launch: null,
    requests: [],
    exit: null,
    end: null,
    agentSessionId: null,
    workspace: { ...workspace, repositoryPath: '/home/me/code/shop', setup: 'none', setupMessage: null },
    activity: { state: 'unknown', since: 0, evidenceAt: 0, source: 'launch', detail: null, correlationId: null },
  }));
  return session.id;
}

test('a project with live sessions is removed only by force, and then they are ended first', async () => {
  const world = createWorld();
  await world.projects.add({ path: '/home/me/code/shop' });
  startSession(world, 'ended');
  const live = startSession(world, 'live');
  expect((await world.projects.list())[0]?.liveSessions).toBe(1);
  await expect(world.projects.remove('shop', { force: false })).rejects.toMatchObject({
    code: 'PROJECT_HAS_SESSIONS',
    details: { sessionIds: [live] },
  });
  expect(await world.projects.remove('shop', { force: true })).toEqual({ projectId: 'shop', endedSessions: [live] });
  expect(world.ended).toEqual([live]);
});

test('sessions that are started while a project is removed by force are ended too', async () => {
  const world = createWorld();
  await world.projects.add({ path: '/home/me/code/shop' });
  const first = startSession(world, 'live');
  const removing = world.projects.remove('shop', { force: true });
  const second = startSession(world, 'live');
  expect((await removing).endedSessions).toEqual([first, second]);
});

test('a repository without a commit is a project, and what is missing is told', async () => {
  const { projects, empty } = createWorld();
  empty.add('/home/me/blog');
  expect((await projects.add({ path: '/home/me/blog' })).project.problem).toContain('Make a first commit');
});

test('names are one line', async () => {
  const { projects } = createWorld();
  expect((await projects.add({ path: '/home/me/blog', name: ' My\n\u001b[31mblog ' })).project.name).toBe('My blog');
  expect((await projects.add({ path: '/home/me/code/shop', name: ' \u0000 ' })).project.name).toBe('shop');
});

test.each([
  ['https://me:secret@example.com/me/x.git', 'https://example.com/me/x.git'],
  ['https://token@example.com/me/x.git', 'https://example.com/me/x.git'],
  ['ssh://git@example.com/me/x.git', 'ssh://git@example.com/me/x.git'],
  ['git@example.com:me/x.git', 'git@example.com:me/x.git'],
  ['/srv/git/x.git', '/srv/git/x.git'],
])('the origin %s is kept as %s', (url, kept) => {
  expect(withoutCredentials(url)).toBe(kept);
});
