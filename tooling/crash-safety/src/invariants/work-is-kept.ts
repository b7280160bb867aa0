import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineView } from './machine-view.ts';

/** Every piece of work is in its worktree, in a commit of a branch, or under the rescue ref its session names. */
export function workIsKept({ facts, stage }: MachineView): readonly string[] {
  const gone = stage.work.pieces().filter(({ sessionId, file, content }) => {
    const session = facts.sessions.find(({ id }) => id === sessionId);
    const path = session?.workspace.path ?? null;
    return path === null || !existsSync(join(path, file)) || readFileSync(join(path, file), 'utf8') !== content;
  });
  if (gone.length === 0) return [];
  const refs = facts.sessions.flatMap(({ workspace }) => (workspace.rescueRef === null ? [] : [workspace.rescueRef]));
  // A ref that is named and missing is a loss, and is told as one below.
  const kept = new Set(
    stage.home
      .git('rev-list', '--objects', '--ignore-missing', '--branches', ...refs.filter((ref) => isThere(stage.home.git, ref)))
      .split('\n')
      .map((line) => line.slice(0, 40)),
  );
  return gone.filter(({ blob }) => !kept.has(blob)).map(({ sessionId, file }) => `the work ${file} of ${sessionId} is lost`);
}

function isThere(git: (...args: readonly string[]) => string, ref: string): boolean {
  return git('for-each-ref', '--format=%(refname)', ref).trim() === ref;
}
