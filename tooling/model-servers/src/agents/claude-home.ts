import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the home folder is to know. */
export interface ClaudeHomeOptions {
  /** URL of the model server. */
  readonly baseUrl: string;
  /** A key nobody honours. Default: one made of zeros. */
  readonly apiKey?: string | undefined;
  /** Main repositories whose folders are trusted. Worktrees belong to their main repository. */
  readonly trusted?: readonly string[] | undefined;
  /** False leaves out that the first start was ever finished, so that it is played. */
  readonly onboarded?: boolean | undefined;
}

/** A home folder for Claude Code that nobody lives in. */
export interface ClaudeHome {
  readonly directory: string;
  /** The complete environment: nothing of the surroundings gets in but PATH. */
  readonly env: Readonly<Record<string, string>>;
}

const NO_KEY = 'sk-scripted-0000000000000000000000000000000000000000';

/** Claude Code stores which keys were approved by their ends. */
const KEY_END_LENGTH = 20;

/** Makes a throwaway home in which Claude Code talks to a model server on this machine and asks nothing at the start. */
export async function createClaudeHome(directory: string, options: ClaudeHomeOptions): Promise<ClaudeHome> {
  const apiKey = options.apiKey ?? NO_KEY;
  const settings = {
    ...(options.onboarded === false ? {} : { hasCompletedOnboarding: true, theme: 'dark' }),
    customApiKeyResponses: { approved: [apiKey.slice(-KEY_END_LENGTH)], rejected: [] },
    projects: Object.fromEntries((options.trusted ?? []).map((path) => [path, { hasTrustDialogAccepted: true }])),
  };
  // Its sockets and task files would outlive the test in the shared folder.
  const temporary = join(directory, 'tmp');
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  await writeFile(join(directory, '.claude.json'), JSON.stringify(settings), { mode: 0o600 });
  return {
    directory,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: directory,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      TMPDIR: temporary,
      ANTHROPIC_BASE_URL: options.baseUrl,
      ANTHROPIC_API_KEY: apiKey,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    },
  };
}
