import { createRequire } from 'node:module';

/** What the native part of node-pty offers. Its own JavaScript is left out: it blocks on writes and drops output after the exit. */
export interface PtyBinding {
  fork(
    file: string,
    arguments_: readonly string[],
    environment: readonly string[],
    cwd: string,
    columns: number,
    rows: number,
    userId: number,
    groupId: number,
    utf8: boolean,
    helperPath: string,
    onExit: (code: number, signal: number) => void,
  ): { readonly fd: number; readonly pid: number; readonly pty: string };
  resize(fd: number, columns: number, rows: number): void;
}

/** Loads the binding, and on macOS the small program that starts others for it. */
export function loadPtyBinding(): { readonly binding: PtyBinding; readonly helperPath: string } {
  const require = createRequire(import.meta.url);
  const platformPackage = `@lydell/node-pty-${process.platform}-${process.arch}`;
  const requireFromPty = createRequire(require.resolve('node-pty'));
  return {
    binding: requireFromPty(`${platformPackage}/pty.node`) as PtyBinding,
    helperPath: process.platform === 'darwin' ? requireFromPty.resolve(`${platformPackage}/spawn-helper`) : '',
  };
}
