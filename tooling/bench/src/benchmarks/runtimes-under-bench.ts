import { delimiter, dirname, join } from 'node:path';
import { findTestZellij } from '@ao/testing';

/** A place where terminals live, as the suite sees it. */
export interface RuntimeUnderBench {
  /** Its name in `AO_RUNTIME`. */
  readonly name: string;
  /** Command lines of the processes that hold its terminals. */
  readonly holder: RegExp;
  /** What a viewer gets is drawn by a multiplexer. */
  readonly isRedrawn: boolean;
}

/** All of them. */
export const RUNTIMES: readonly RuntimeUnderBench[] = [
  { name: 'pty-host', holder: /pty-host\.cjs/, isRedrawn: false },
  { name: 'tmux', holder: /(?:^|\/)tmux /, isRedrawn: true },
  { name: 'zellij', holder: /(?:^|\/)zellij /, isRedrawn: true },
];

/** The variables of a home whose sessions live in a runtime. */
export function runtimeEnvironment(name: string): Readonly<Record<string, string>> {
  const zellij = findTestZellij();
  const folders = [join(process.execPath, '..'), ...(zellij === null ? [] : [dirname(zellij)]), process.env['PATH'] ?? '/usr/bin:/bin'];
  return { AO_RUNTIME: name, PATH: folders.join(delimiter) };
}
