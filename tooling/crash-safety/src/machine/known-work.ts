import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One file of an agent's work, as it was left. */
export interface KnownPiece {
  readonly sessionId: string;
  readonly file: string;
  readonly content: string;
  /** The name git gives the content. */
  readonly blob: string;
}

/** Everything agents have written that nobody may lose. */
export interface KnownWork {
  pieces(): readonly KnownPiece[];
  /** Writes a file into a worktree, as an agent would. */
  write(worktree: { readonly sessionId: string; readonly path: string }, file: string): void;
  /** The same for a change of a file that is known to git. */
  change(worktree: { readonly sessionId: string; readonly path: string }, file: string): void;
}

/** Makes an empty collection. */
export function createKnownWork(): KnownWork {
  const pieces = new Map<string, KnownPiece>();
  let count = 0;
  function know(sessionId: string, path: string, file: string): void {
    const content = readFileSync(join(path, file), 'utf8');
    const blob = createHash('sha1')
      .update(`blob ${Buffer.byteLength(content)}\0${content}`)
      .digest('hex');
    pieces.set(`${sessionId}/${file}`, { sessionId, file, content, blob });
  }
  return {
    pieces: () => [...pieces.values()],
    write({ sessionId, path }, file) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), `work ${(count += 1)} of ${sessionId}\n`);
      know(sessionId, path, file);
    },
    change({ sessionId, path }, file) {
      if (!existsSync(join(path, file))) throw new Error(`There is no ${file} in ${path}.`);
      appendFileSync(join(path, file), `change ${(count += 1)} of ${sessionId}\n`);
      know(sessionId, path, file);
    },
  };
}
