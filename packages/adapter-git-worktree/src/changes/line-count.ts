import { lstat, readFile } from 'node:fs/promises';
import { type BytePath, resolveBytePath } from '../status/byte-path.ts';

/** Files beyond these limits are listed without a count: a forgotten build folder must not cost seconds at every look. */
const FILE_MAX_BYTES = 2 * 1024 * 1024;
const ALL_FILES_MAX_BYTES = 32 * 1024 * 1024;
const MOST_FILES = 2_000;
const READ_TOGETHER = 16;
/** git calls a file binary when one of its first bytes is zero. */
const BINARY_PROBE_BYTES = 8_000;

/** Counts the lines of untracked files, in the order given; 0 for what is binary, no plain file, or too large. */
export async function countLines(workTree: string, files: readonly BytePath[], signal?: AbortSignal): Promise<readonly number[]> {
  const counts: number[] = files.map(() => 0);
  let budgetBytes = ALL_FILES_MAX_BYTES;
  const counted = Math.min(files.length, MOST_FILES);
  for (let start = 0; start < counted && budgetBytes > 0; start += READ_TOGETHER) {
    signal?.throwIfAborted();
    const group = files.slice(start, Math.min(start + READ_TOGETHER, counted));
    const contents = await Promise.all(group.map((file) => readSmallFile(resolveBytePath(workTree, file))));
    for (const [offset, content] of contents.entries()) {
      budgetBytes -= content.length;
      counts[start + offset] = linesIn(content);
    }
  }
  return counts;
}

/** Lines as git counts them: the last one counts also without a line break. */
export function linesIn(content: Buffer): number {
  if (content.length === 0 || content.subarray(0, BINARY_PROBE_BYTES).includes(0)) return 0;
  let lines = content.at(-1) === 10 ? 0 : 1;
  for (let at = content.indexOf(10); at !== -1; at = content.indexOf(10, at + 1)) lines += 1;
  return lines;
}

async function readSmallFile(path: Buffer): Promise<Buffer> {
  const facts = await lstat(path).catch(() => null);
  if (facts?.isFile() !== true || facts.size > FILE_MAX_BYTES) return Buffer.alloc(0);
  return readFile(path).catch(() => Buffer.alloc(0));
}
