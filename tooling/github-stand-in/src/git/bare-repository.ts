import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What is needed of a bare repository to be a code host. */
export interface BareRepository {
  readonly directory: string;
  /** Heads of all branches. */
  branches(): Promise<ReadonlyMap<string, string>>;
  /** Whether joining two commits would conflict; git itself says. */
  conflicts(base: string, head: string): Promise<boolean>;
  /** Joins `head` into the branch and answers the new head of it. Throws when that would conflict. */
  merge(request: {
    readonly branch: string;
    readonly head: string;
    readonly method: 'merge' | 'squash' | 'rebase';
    readonly message: string;
  }): Promise<string>;
  /** Commits files onto a branch, which begins at `from` when it is new, and answers the commit. */
  commit(request: {
    readonly branch: string;
    readonly from?: string;
    readonly files: Readonly<Record<string, string>>;
    readonly message: string;
  }): Promise<string>;
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Stand-in',
  GIT_AUTHOR_EMAIL: 'stand-in@example.invalid',
  GIT_COMMITTER_NAME: 'Stand-in',
  GIT_COMMITTER_EMAIL: 'stand-in@example.invalid',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** Makes an empty bare repository that takes pushes over HTTP. */
export async function createBareRepository(directory: string, defaultBranch: string): Promise<BareRepository> {
  await mkdir(directory, { recursive: true });
  await git(['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, directory], directory);
  await git(['config', 'http.receivepack', 'true'], directory);
  return {
    directory,
    async branches() {
      const { stdout } = await git(['for-each-ref', '--format=%(objectname) %(refname:short)', 'refs/heads'], directory);
      const lines = stdout.split('\n').filter((line) => line !== '');
      return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
    },
    async conflicts(base, head) {
      return (await git(['merge-tree', '--write-tree', '--messages', base, head], directory, [0, 1])).code === 1;
    },
    async merge({ branch, head, method, message }) {
      const base = await revision(directory, branch);
      const commit = method === 'rebase' ? await rebased(directory, base, head) : await joined(directory, { base, head, method, message });
      await git(['update-ref', `refs/heads/${branch}`, commit, base], directory);
      return commit;
    },
    async commit({ branch, from, files, message }) {
      const parent = await revision(directory, branch).catch(() => (from === undefined ? null : revision(directory, from)));
      const index = { GIT_INDEX_FILE: join(directory, `index-${process.hrtime.bigint()}`) };
      if (parent !== null) await git(['read-tree', parent], directory, [0], index);
      for (const [name, text] of Object.entries(files)) {
        const blob = (await git(['hash-object', '-w', '--stdin'], directory, [0], {}, text)).stdout.trim();
        await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${name}`], directory, [0], index);
      }
      const tree = (await git(['write-tree'], directory, [0], index)).stdout.trim();
      await rm(index.GIT_INDEX_FILE, { force: true });
      const parents = parent === null ? [] : ['-p', parent];
      const commit = (await git(['commit-tree', tree, ...parents, '-m', message], directory)).stdout.trim();
      await git(['update-ref', `refs/heads/${branch}`, commit], directory);
      return commit;
    },
  };
}

async function joined(
  directory: string,
  request: { readonly base: string; readonly head: string; readonly method: 'merge' | 'squash'; readonly message: string },
): Promise<string> {
  const tree = (await git(['merge-tree', '--write-tree', request.base, request.head], directory)).stdout.split('\n')[0] ?? '';
  const parents = request.method === 'squash' ? ['-p', request.base] : ['-p', request.base, '-p', request.head];
  return (await git(['commit-tree', tree, ...parents, '-m', request.message], directory)).stdout.trim();
}

/** In a work tree of its own: git of this age cannot replay commits without one. */
async function rebased(directory: string, base: string, head: string): Promise<string> {
  const worktree = join(directory, `rebase-${process.hrtime.bigint()}`);
  await git(['worktree', 'add', '--quiet', '--detach', worktree, head], directory);
  try {
    await git(['rebase', '--quiet', base], worktree);
    return await revision(worktree, 'HEAD');
  } finally {
    await git(['worktree', 'remove', '--force', worktree], directory);
  }
}

async function revision(directory: string, name: string): Promise<string> {
  return (await git(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], directory)).stdout.trim();
}

function git(
  args: readonly string[],
  cwd: string,
  allowed: readonly number[] = [0],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<{ readonly stdout: string; readonly code: number }> {
  return new Promise((resolve, reject) => {
    const child = execFile('git', args, { cwd, env: { ...process.env, ...IDENTITY, ...env } }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      if (allowed.includes(code)) resolve({ stdout, code });
      else reject(new Error(`git ${args.join(' ')}: ${stderr}`));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
