import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A small real repository with one commit on `main`. */
export interface TestRepository {
  readonly path: string;
  /** Runs git in it and answers what it printed. */
  git(...args: readonly string[]): string;
}

/** Creates a repository with the given files in its first commit. */
export function createRepository(path: string, files: Readonly<Record<string, string>> = { 'README.md': '# Shop\n' }): TestRepository {
  mkdirSync(path, { recursive: true });
  function git(...args: readonly string[]): string {
    return execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...args], {
      cwd: path,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }
  git('init', '-q', '-b', 'main');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  git('add', '--all');
  git('commit', '-q', '-m', 'First commit');
  return { path, git };
}
