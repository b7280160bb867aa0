import { createHash } from 'node:crypto';
import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineView } from './machine-view.ts';
import { socketsOf, terminalOf } from '../machine/terminal-files.ts';
import { isKept } from './sessions-and-terminals.ts';

/** What may lie in a home, beside what belongs to a session. */
const EXPECTED = new RegExp(
  `^(?:${[
    'ao\\.db(?:-wal|-shm)?|backups|bin|bin/ao|logs|logs/[\\w.-]+|sessions|agents',
    'run|run/(?:daemon\\.(?:json|lock(?:-journal)?)|secret|z)',
    'worktrees|worktrees/(?:shop|\\.trash|\\.pending|\\.scratch|\\.removed|\\.removed/[0-9a-f]+(?:\\.json)?)',
    // The next who writes such a file removes what a killed process left of it.
    'terminals|tmux|tmux/(?:tmux\\.conf|server\\.json)(?:\\.\\d+-[0-9a-f]{12}\\.new)?|tmux/client-(?:input|output)|run/tmux\\.sock',
    // What zellij makes in its own folders is its own.
    'zellij|zellij/sessions|zellij/zellij|zellij/zellij/(?:(?:home|cache|data|tmp)(?:/.*)?|config-[0-9a-f]{8}(?:/config\\.kdl(?:\\.\\d+-[0-9a-f]{12}\\.new)?)?)',
  ].join('|')})$`,
);

/** Nothing half-written, no lock of a dead program, no file nobody explains, and no folder of a session that is not there. */
export function nothingStrayed({ facts, stage }: MachineView): readonly string[] {
  const { home, repository } = stage.home;
  const ids = new Set<string>(facts.sessions.map(({ id }) => id));
  const handles = new Set<string>(facts.sessions.map(({ launch }) => launch?.handle ?? ''));
  const notes = new Set(facts.sessions.filter(isKept).map(({ id }) => `worktrees/.pending/${hashed(id)}.json`));
  const sockets = socketsOf(
    home,
    facts.sessions.filter(({ phase }) => phase === 'live'),
  );
  const broken: string[] = [];
  for (const path of filesBelow(home)) {
    const [kind, first, second] = path.split('/');
    const terminal = terminalOf(path);
    if (terminal !== null) {
      const isKnown = terminal.handle === null ? ids.has(terminal.sessionId) : handles.has(terminal.handle);
      if (!isKnown) broken.push(`no session explains ${path}`);
      else if (isHalfWritten(path)) broken.push(`half-written: ${path}`);
    } else if (kind === 'sessions' && first !== undefined) {
      if (!ids.has(first)) broken.push(`no session explains ${path}`);
      else if (isHalfWritten(path)) broken.push(`half-written: ${path}`);
    } else if (kind === 'worktrees' && first === 'shop' && second !== undefined) {
      continue;
    } else if (!EXPECTED.test(path) && !notes.has(path) && !sockets.has(path)) broken.push(`nobody explains ${path}`);
  }
  return [...new Set(broken.map(shortened)), ...locksBelow(join(repository, '.git')).map((path) => `a lock was left: ${path}`)];
}

function isHalfWritten(path: string): boolean {
  return /\.(?:tmp|partial)\b|\.[0-9a-f]{12}$/.test(path);
}

/** How notes about a session are named. */
function hashed(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 24);
}

/** One line for a folder with everything in it. */
function shortened(line: string): string {
  return line.replace(/((?:terminals|tmux|sessions)\/[^/]+\/[^/]+)\/.*$/, '$1/…');
}

/** Everything below a folder; what goes while it is read is not there. */
function namesBelow(folder: string, isEntered: (path: string) => boolean): readonly string[] {
  const found: string[] = [];
  const walk = (inside: string): void => {
    for (const entry of entriesOf(join(folder, inside))) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      found.push(path);
      if (entry.isDirectory() && isEntered(path)) walk(path);
    }
  };
  walk('');
  return found;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function filesBelow(home: string): readonly string[] {
  // What agents make of their worktrees is theirs.
  return namesBelow(home, (path) => !/^worktrees\/shop\/./.test(path));
}

function locksBelow(git: string): readonly string[] {
  return namesBelow(git, () => true).filter((path) => path.endsWith('.lock'));
}
