import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOOK_COMMAND } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchRequest } from '@ao/ports';
import { CODEX_HOOK_EVENTS, hookCommandFor } from '../hooks/codex-hooks.ts';

/** A home with a program in it that tells a version and answers as the app server does. The real one is used in `test/`. */
export interface FakeHome {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly program: string;
  /** Replaces what the program does; a shell script. */
  script(text: string): void;
  /** The usual program with other answers of its app server, by method; null for none at all. */
  answers(answers: Readonly<Record<string, unknown>> | null): void;
  /** What the usual program does for `exec`; a shell script. */
  onExec(script: string): void;
  /** How often the app server was started. */
  readonly asked: () => number;
  /** Writes a file below the home. */
  write(path: string, content: string): void;
  request(fields?: Partial<AgentLaunchRequest>): AgentLaunchRequest;
  remove(): void;
}

/** What the real app server says of our hooks. */
export function hooksAnswer(): unknown {
  const hooks = CODEX_HOOK_EVENTS.map((event) => ({
    key: `/<session-flags>/config.toml:${event.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase()}:0:0`,
    eventName: `${event.charAt(0).toLowerCase()}${event.slice(1)}`,
    command: hookCommandFor(event),
    currentHash: `sha256:${event}`,
  }));
  const foreign = { key: '/home/me/.codex/config.toml:stop:0:0', eventName: 'stop', command: HOOK_COMMAND, currentHash: 'sha256:foreign' };
  return { data: [{ cwd: '/', hooks: [foreign, ...hooks] }] };
}

const USUAL_ANSWERS = { 'hooks/list': hooksAnswer(), 'account/read': { account: { type: 'apiKey' }, requiresOpenaiAuth: true } };

/** Makes a home with a program of that version. */
export function createFakeHome(version = '0.169.0'): FakeHome {
  const directory = mkdtempSync(join(tmpdir(), 'ao-fake-codex-'));
  const program = join(directory, '.local', 'bin', 'codex');
  const asked = join(directory, '.asked');
  const env = { HOME: directory, PATH: '/usr/bin:/bin' };
  let exec = ':';
  const home: FakeHome = {
    directory,
    env,
    program,
    script(text) {
      mkdirSync(join(directory, '.local', 'bin'), { recursive: true });
      writeFileSync(program, `#!/bin/sh\n${text}\n`);
      chmodSync(program, 0o755);
    },
    answers(answers) {
      const cases = Object.entries(answers ?? {}).map(
        ([method, result]) => `*'"${method}"'*) printf '%s\\n' '${JSON.stringify({ id: 1, result }).replaceAll("'", `'\\''`)}';;`,
      );
      // Like the real one it reads to the end of its input and says other things in between.
      const server = [`echo x >>'${asked}'`, `echo '{"method":"configWarning","params":{}}'`, 'while read -r line', 'do case "$line" in'];
      home.script([`[ "$1" = --version ] && { echo 'codex-cli ${version}'; exit; }`, exec, ...server, ...cases, '*) ;;', 'esac', 'done'].join('\n'));
    },
    onExec(script) {
      exec = `[ "$1" = exec ] && { ${script}; exit; }`;
      home.answers(USUAL_ANSWERS);
    },
    asked: () => (existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n').length : 0),
    write(path, content) {
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), content);
    },
    request: (fields = {}) => ({
      sessionId: 'shop-1' as SessionId,
      launchId: 'l-1' as LaunchId,
      worktreePath: join(directory, 'worktrees', 'shop-1'),
      repositoryPath: join(directory, 'shop'),
      privateDirectory: join(directory, 'sessions', 'shop-1'),
      spoolDirectory: join(directory, 'sessions', 'shop-1', 'spool', 'l-1'),
      prompt: null,
      systemPrompt: null,
      permissionMode: 'default',
      model: null,
      command: null,
      env,
      ...fields,
    }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
  home.answers(USUAL_ANSWERS);
  return home;
}
