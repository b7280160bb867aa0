import { basename } from 'node:path';

const SESSION = /\b[a-z][a-z0-9]*-\d+\b/g;
const RANDOM = /[0-9a-f]{10,}/g;
/** Hooks name their files after the process and a counter. */
const SPOOLED = /(?<=\/spool\/[^/]+\/\.?)\d+-\d+/g;
/** What is there for a moment only is named after its process, which is another one each time. */
const PASSING = /\b\d+-[0-9a-f]{12}\b|(?<=\.)\d+(?=\.(?:new|partial)$)/g;
const TOKEN = /\b(?:l|op|m)-[A-Za-z0-9_-]+/g;

/** A path below the folder that is watched, without what differs from run to run; null when it lies elsewhere or does not count. */
export function pathEffect(folder: string, path: unknown): string | null {
  const text = path instanceof URL ? path.pathname : String(path);
  if (!text.startsWith(`${folder}/`)) return null;
  const inside = text.slice(folder.length + 1);
  // What is written down for people, and compiled code, make no difference to anything.
  if (/^home\/logs\/|compiled|\.cache/.test(inside)) return null;
  // A folder that is out of its place says in its name where that is.
  return withoutIds(inside.replaceAll('%2F', '/'));
}

/** What a program is called in the list of points: git by its subcommand, the host of a terminal as `host`. */
export function programEffect(file: string, args: readonly string[]): string {
  const name = basename(file);
  if (args.some((argument) => /pty-host\.cjs$|host-main\.ts$/.test(argument))) return 'host';
  if (name === 'git') return ['git', ...gitSubcommand(args)].join(' ');
  if (name === 'tmux' || name === 'zellij') return `${name} ${args.find((argument) => /^[a-z][a-z-]+$/.test(argument)) ?? ''}`.trim();
  if (name === 'sh' && args.includes('-l')) return 'login shell';
  return withoutIds(name);
}

const TWO_WORDS = new Set(['worktree', 'stash', 'config', 'remote', 'symbolic-ref', 'update-ref']);

function gitSubcommand(args: readonly string[]): readonly string[] {
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '-c' || argument === '-C') index += 1;
    else if (!argument.startsWith('-')) {
      const second = args[index + 1] ?? '';
      return TWO_WORDS.has(argument) && /^(?:-d|--[a-z]+|[a-z]+)$/.test(second) ? [argument, second] : [argument];
    }
  }
  return [];
}

function withoutIds(text: string): string {
  return text.replaceAll(SPOOLED, '*').replaceAll(PASSING, '*').replaceAll(TOKEN, '*').replaceAll(RANDOM, '*').replaceAll(SESSION, '*');
}
