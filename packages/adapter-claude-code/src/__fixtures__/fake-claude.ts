import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchRequest } from '@ao/ports';

/** A home with a program in it that only tells a version: enough for plans and checks. The real one is used in `test/`. */
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

/** Makes a home with a program of that version. */
export function createFakeHome(version = '2.1.330'): FakeHome {
  const directory = mkdtempSync(join(tmpdir(), 'ao-fake-claude-'));
  const program = join(directory, '.local', 'bin', 'claude');
  const env = { HOME: directory, PATH: '/usr/bin:/bin' };
  const home: FakeHome = {
    directory,
    env,
    program,
    script(text) {
      mkdirSync(join(directory, '.local', 'bin'), { recursive: true });
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
  home.script(`echo '${version} (Claude Code)'`);
  return home;
}
