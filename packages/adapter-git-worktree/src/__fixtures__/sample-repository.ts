import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** No configuration of the machine the tests run on, and always the same author. */
export const GIT_TEST_ENV: Readonly<Record<string, string>> = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** Runs git as a person would, and answers what it printed. */
export async function runGit(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execute('git', [...args], { cwd, env: { ...process.env, ...GIT_TEST_ENV }, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trimEnd();
}

/** Writes files, relative path to content. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Writes files and commits everything. Answers the commit. */
export async function commitFiles(repository: string, files: Readonly<Record<string, string>>, message = 'change'): Promise<string> {
  await writeFiles(repository, files);
  await runGit(repository, 'add', '--all');
  await runGit(repository, 'commit', '--quiet', '--allow-empty', '-m', message);
  return runGit(repository, 'rev-parse', 'HEAD');
}

/** The files of {@link makeRepository}. */
export const SAMPLE_FILES = { 'README.md': 'hello\n', 'src/app.txt': 'one\ntwo\nthree\n', '.gitignore': 'ignored/\n*.log\n' };

/** A repository with one commit on main. */
export async function makeRepository(path: string, files: Readonly<Record<string, string>> = SAMPLE_FILES): Promise<string> {
  await mkdir(path, { recursive: true });
  await runGit(path, 'init', '--quiet', '--initial-branch=main');
  await runGit(path, 'config', 'user.name', 'Test');
  await runGit(path, 'config', 'user.email', 'test@example.org');
  await commitFiles(path, files, 'first');
  return path;
}

/** A repository cloned from another one next to it, which it knows as origin. */
export async function makeClone(folder: string): Promise<{ readonly repository: string; readonly origin: string }> {
  const origin = await makeRepository(join(folder, 'origin'));
  const repository = join(folder, 'clone');
  await runGit(folder, 'clone', '--quiet', origin, repository);
  await runGit(repository, 'config', 'user.name', 'Test');
  await runGit(repository, 'config', 'user.email', 'test@example.org');
  return { repository, origin };
}
