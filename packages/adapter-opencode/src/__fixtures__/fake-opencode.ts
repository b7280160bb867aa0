import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchRequest } from '@ao/ports';

/** A home with a program in it that answers a few questions: enough for plans and checks. The real one is used in `test/`. */
export interface FakeHome {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly program: string;
  /** Replaces what the program does; a shell script. */
  script(text: string): void;
  /** Writes a file below the home. */
  write(path: string, content: unknown): void;
  request(fields?: Partial<AgentLaunchRequest>): AgentLaunchRequest;
  remove(): void;
}

/** The conversation the program knows. */
export const KNOWN_CONVERSATION = 'ses_dfb7b5e36ffeiutJR2nLukx9sU';

/** A program of that version that has these models and knows one conversation. */
export function opencodeScript(version: string, models = 'anthropic/claude'): string {
  return `case "$1" in
--version) echo '${version}' ;;
models) printf '${models.replaceAll('\n', '\\n')}\\n' ;;
session) echo '[{"id":"${KNOWN_CONVERSATION}","directory":"'"$PWD"'"}]' ;;
*) exit 1 ;;
esac`;
}

/** Makes a home with a program of that version. */
export function createFakeHome(version = '1.18.33'): FakeHome {
  const directory = mkdtempSync(join(tmpdir(), 'ao-fake-opencode-'));
  const program = join(directory, '.opencode', 'bin', 'opencode');
  const env = { HOME: directory, PATH: '/usr/bin:/bin' };
  const home: FakeHome = {
    directory,
    env,
    program,
    script(text) {
      mkdirSync(join(program, '..'), { recursive: true });
      writeFileSync(program, `#!/bin/sh\n${text}\n`);
      chmodSync(program, 0o755);
    },
    write(path, content) {
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), typeof content === 'string' ? content : JSON.stringify(content));
    },
    request: (fields = {}) => ({
      sessionId: 'shop-1' as SessionId,
      launchId: 'l-1' as LaunchId,
      worktreePath: join(directory, 'worktrees', 'shop-1'),
      repositoryPath: directory,
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
  home.script(opencodeScript(version));
  return home;
}
