import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchRequest } from '@ao/ports';

/** A repository with one commit and a worktree, in a temporary folder with room for more. */
export interface TestWorktree {
  /** Absolute path of the folder everything lies in. */
  readonly root: string;
  readonly repository: string;
  readonly worktree: string;
  /** What a launch of session `shop-1` in the worktree is planned with; its private folder and spool are named after the launch. */
  request(launchId: LaunchId, env: Readonly<Record<string, string>>): AgentLaunchRequest;
  remove(): void;
}

/** The session all requests of a {@link TestWorktree} are about. */
export const TEST_SESSION = 'shop-1' as SessionId;

/** Makes one. The caller removes it. */
export function createTestWorktree(prefix: string): TestWorktree {
  const root = mkdtempSync(join(tmpdir(), prefix));
  const repository = join(root, 'shop');
  const worktree = join(root, 'worktrees', TEST_SESSION);
  mkdirSync(repository);
  for (const args of [
    ['init', '-qb', 'main'],
    ['commit', '-qm', 'init', '--allow-empty'],
    ['worktree', 'add', '-q', worktree, '-b', 'task'],
  ]) {
    execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args]);
  }
  return {
    root,
    repository,
    worktree,
    request(launchId, env) {
      const privateDirectory = join(root, 'sessions', launchId, TEST_SESSION);
      return {
        sessionId: TEST_SESSION,
        launchId,
        worktreePath: worktree,
        repositoryPath: repository,
        privateDirectory,
        spoolDirectory: join(privateDirectory, 'spool', launchId),
        prompt: null,
        systemPrompt: null,
        permissionMode: 'default',
        model: null,
        command: null,
        env,
      };
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}
