import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { scriptedAgentModule } from '@ao/testing';
import { createRepository } from '../harness/repository.ts';
import { type ProgramResult, runProgram } from '../harness/run-program.ts';
import { AO_PROGRAM } from '../harness/test-home.ts';
import type { DemoAgent } from './demo-options.ts';
import { DEMO_SCRIPTS } from './demo-tasks.ts';
import { SHOP_FILES } from './sample-shop.ts';

/** A folder with a repository and a home of its own. Whoever makes it ends what runs in it, and removes it. */
export interface DemoPlace {
  readonly folder: string;
  /** The data directory of the private daemon. */
  readonly home: string;
  readonly repository: string;
  readonly agent: DemoAgent;
  /** Runs the built `ao` as a child process. It is in a process group of its own: Ctrl-C is for the demo to deal with. */
  ao(args: readonly string[], signal?: AbortSignal): Promise<ProgramResult>;
  /** Removes the folder. */
  remove(): void;
}

/** How long one call of `ao` may take; ending many real agents takes longest. */
const AO_LIMIT_MS = 120_000;

/** Variables of npm and Node that tell how this program was started; no agent should see them. */
const OURS = /^(?:AO_|npm_|NODE_|INIT_CWD$|FORCE_COLOR$|NO_COLOR$)/;

/** Makes the folder, with a short path: sockets live in it, and their paths are limited to about a hundred bytes. */
export function createDemoPlace(agent: DemoAgent, env: Readonly<Record<string, string | undefined>>): DemoPlace {
  const folder = realpathSync(mkdtempSync('/tmp/ao-demo-'));
  const home = join(folder, 'home');
  const repository = createRepository(join(folder, 'shop'), SHOP_FILES);
  repository.git('config', 'user.name', 'Demo');
  repository.git('config', 'user.email', 'demo@example.invalid');
  const inherited = agent === 'scripted' ? scriptedEnvironment(folder, env) : personsEnvironment(env);
  const complete = { ...inherited, AO_HOME: home, AO_PORT: '0', AO_AGENT: agent };
  return {
    folder,
    home,
    repository: repository.path,
    agent,
    ao: (args, signal) =>
      runProgram([process.execPath, AO_PROGRAM, ...args], {
        cwd: repository.path,
        env: { ...complete, PWD: repository.path },
        limitMs: AO_LIMIT_MS,
        detached: true,
        signal,
      }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** Nothing of the person's but the PATH, so that it runs everywhere in the same way and writes only into the folder. */
function scriptedEnvironment(folder: string, env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), env['PATH'] ?? '/usr/bin:/bin'].join(delimiter),
    HOME: folder,
    SHELL: '/bin/sh',
    LANG: env['LANG'] ?? 'C.UTF-8',
    NO_UPDATE_NOTIFIER: '1',
    AO_AGENT_MODULES: scriptedAgentModule(),
    SCRIPTED_AGENT_SCRIPTS: DEMO_SCRIPTS,
    SCRIPTED_AGENT_PACE: env['SCRIPTED_AGENT_PACE'] ?? '1',
  };
}

/** The real agent needs the person's own login. */
function personsEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const own = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !OURS.test(entry[0]));
  return Object.fromEntries(own);
}
