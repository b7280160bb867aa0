import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTestZellij } from '@ao/testing';
import type { DaemonCopy } from './daemon-copy.ts';
import { isDaemonProcess, processesOf } from './home-processes.ts';

/** The runtimes the suite can run over. */
export const RUNTIMES = ['pty-host', 'tmux', 'zellij'] as const;

/** One of {@link RUNTIMES}. */
export type RuntimeChoice = (typeof RUNTIMES)[number];

/** A home of its own with a repository beside it, in a temporary folder. */
export interface CrashHome extends AsyncDisposable {
  /** Holds everything; what happens below it counts. */
  readonly folder: string;
  readonly home: string;
  readonly repository: string;
  readonly runtime: RuntimeChoice;
  /** Where the scripted agent writes down what it was told. */
  readonly transcripts: string;
  /** Where daemons write down the points they pass. */
  readonly log: string;
  readonly env: Readonly<Record<string, string>>;
  git(...args: readonly string[]): string;
}

const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** Makes a home with nothing in it. Disposing of it ends what still runs there, and removes it. */
export function createCrashHome({ copy, runtime }: { readonly copy: DaemonCopy; readonly runtime: RuntimeChoice }): CrashHome {
  // Short: sockets live in it.
  const folder = realpathSync(mkdtempSync('/tmp/ao-crash-'));
  const home = join(folder, 'home');
  const repository = join(folder, 'shop');
  const transcripts = join(folder, 'said');
  mkdirSync(repository);
  function git(...args: readonly string[]): string {
    return execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...args], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  }
  git('init', '-q', '-b', 'main');
  writeFileSync(join(repository, 'README.md'), '# Shop\n');
  writeFileSync(join(repository, '.gitignore'), '.env\n');
  git('add', '--all');
  git('commit', '-q', '-m', 'First commit');
  writeFileSync(join(repository, '.env'), 'SHOP=1\n');
  const env = {
    PATH: [dirname(process.execPath), ...zellijFolder(runtime), process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter),
    HOME: folder,
    XDG_CACHE_HOME: COMPILED,
    NODE_COMPILE_CACHE: COMPILED,
    LANG: 'C.UTF-8',
    SHELL: '/bin/sh',
    AO_HOME: home,
    AO_PORT: '0',
    // How many sessions run must not depend on what else the machine does.
    AO_MIN_FREE_MEMORY: '0',
    AO_AGENT: 'scripted',
    AO_RUNTIME: runtime,
    AO_AGENT_MODULES: copy.agentModule,
    SCRIPTED_AGENT_HOME: transcripts,
    SCRIPTED_AGENT_PACE: '0',
  };
  return {
    folder,
    home,
    repository,
    runtime,
    transcripts,
    log: join(folder, 'points'),
    env,
    git,
    async [Symbol.asyncDispose]() {
      for (let round = 0; round < 50; round += 1) {
        const left = processesOf(folder);
        if (left.length === 0) break;
        // The daemon first: it would notice the end of the others.
        for (const { pid } of left.filter(isDaemonProcess).concat(left)) killIfThere(pid);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @throws Error when there is none. */
function zellijFolder(runtime: RuntimeChoice): readonly string[] {
  if (runtime !== 'zellij') return [];
  const zellij = findTestZellij();
  if (zellij === null) throw new Error('There is no zellij here: `npm run setup:zellij` installs it.');
  return [dirname(zellij)];
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
