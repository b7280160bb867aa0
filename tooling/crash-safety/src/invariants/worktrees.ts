import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../machine/stage.ts';
import type { MachineView } from './machine-view.ts';

/** Every worktree, on the disk and in git, belongs to a session whose facts say `present`; a failed spawn leaves no empty branch. */
export function worktrees(view: MachineView): readonly string[] {
  const { facts, stage } = view;
  const { home, repository, git } = stage.home;
  const present = new Set(facts.sessions.filter(({ workspace }) => workspace.state === 'present').map(({ workspace }) => workspace.path));
  const root = join(home, 'worktrees', PROJECT);
  const folders = existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : [];
  const registered = git('worktree', 'list', '--porcelain')
    .split('\n')
    .filter((line) => line.startsWith('worktree '))
    .map((line) => line.slice('worktree '.length))
    .filter((path) => path !== repository);
  return [
    ...folders.filter((path) => !present.has(path)).map((path) => `no session explains the worktree ${path}`),
    ...registered.filter((path) => !present.has(path)).map((path) => `git still knows a worktree at ${path}`),
    ...[...present].filter((path) => !registered.includes(path ?? '')).map((path) => `git does not know the worktree at ${path}`),
    ...branchesOfFailedSpawns(view),
  ];
}

function branchesOfFailedSpawns({ facts, stage }: MachineView): readonly string[] {
  const failed = facts.sessions.filter(
    ({ launch, phase, workspace }) => launch === null && phase === 'ended' && workspace.state !== 'present',
  );
  if (failed.length === 0) return [];
  // What has no commit of its own is contained in the main branch.
  const empty = stage.home.git('for-each-ref', '--format=%(refname:short)', '--merged=main', 'refs/heads/ao/').split('\n');
  return failed.flatMap(({ id }) =>
    empty.filter((name) => name.startsWith(`ao/${id}/`)).map((name) => `${id}: a failed spawn leaves no empty branch (${name})`),
  );
}
