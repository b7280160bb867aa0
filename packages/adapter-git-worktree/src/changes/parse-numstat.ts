import type { BytePath } from '../status/byte-path.ts';

/** One line of `git diff --numstat -z`. */
export interface FileCount {
  readonly path: BytePath;
  /** 0 for binary files, as `deleted`. */
  readonly added: number;
  readonly deleted: number;
}

const COUNTS = /^(?<added>\d+|-)\t(?<deleted>\d+|-)\t(?<path>.*)$/su;

/** Reads the output, one character per byte. A renamed file counts under its new name. */
export function parseNumstat(bytes: string): readonly FileCount[] {
  const parts = bytes.split('\0');
  const counts: FileCount[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const { added, deleted, path } = COUNTS.exec(parts[index] ?? '')?.groups ?? {};
    if (added === undefined || deleted === undefined || path === undefined) continue;
    const isRename = path === '';
    const name = isRename ? parts[index + 2] : path;
    if (isRename) index += 2;
    if (name !== undefined) counts.push({ path: name, added: Number(added) || 0, deleted: Number(deleted) || 0 });
  }
  return counts;
}
