const MAX_BYTES = 64 * 1024;
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Reads a file that decides where our requests and secrets go.
 *
 * @returns null when there is none; `unsafe` when somebody else owns it or could have written it.
 */
export function readPrivateFile(path: string): { readonly content: string } | 'unsafe' | null {
  const fs = process.getBuiltinModule('node:fs');
  let file: number;
  try {
    file = fs.openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    const facts = fs.fstatSync(file);
    const userId = process.getuid?.();
    if (userId !== undefined && (facts.uid !== userId || (facts.mode & WRITABLE_BY_OTHERS) !== 0)) return 'unsafe';
    return { content: facts.isFile() && facts.size <= MAX_BYTES ? fs.readFileSync(file, 'utf8') : '' };
  } finally {
    fs.closeSync(file);
  }
}
