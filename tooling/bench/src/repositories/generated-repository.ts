import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workshop } from '../workshop/workshop.ts';

/** How large a repository is. */
export interface RepositorySize {
  readonly files: number;
  /** Bytes of each file. */
  readonly fileBytes: number;
}

/** A repository like that of a small library. */
export const SMALL_REPOSITORY: RepositorySize = { files: 20, fileBytes: 2_000 };

const FILES_PER_FOLDER = 50;

/** A repository made for a benchmark. */
export interface GeneratedRepository {
  readonly path: string;
  /** Runs git in it. */
  git(...args: readonly string[]): void;
}

/** Makes a repository with one commit on `main`, in the workshop's folder. */
export function generateRepository(workshop: Workshop, name: string, size: RepositorySize): GeneratedRepository {
  const path = join(workshop.folder, name);
  for (let index = 0; index < size.files; index += 1) {
    const folder = join(path, `part-${Math.floor(index / FILES_PER_FOLDER)}`);
    if (index % FILES_PER_FOLDER === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file-${index}.txt`), contentOf(index, size.fileBytes));
  }
  function git(...args: readonly string[]): void {
    const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.invalid'];
    execFileSync('git', [...identity, ...args], {
      cwd: path,
      env: { ...process.env, HOME: workshop.folder },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  git('init', '-q', '-b', 'main');
  git('add', '--all');
  git('commit', '-q', '-m', 'Everything');
  return { path, git };
}

/** Text that differs from file to file and packs about as well as source code does. */
function contentOf(index: number, bytes: number): string {
  let text = '';
  for (let line = 0; text.length < bytes; line += 1)
    text += `line ${line} of ${index}: ${((line + 1) * (index + 7) * 2_654_435_761) % 4_294_967_291}\n`;
  return text.slice(0, bytes);
}
