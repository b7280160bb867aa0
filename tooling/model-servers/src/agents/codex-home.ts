import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the home folder is to know. */
export interface CodexHomeOptions {
  /** URL of the model server. */
  readonly baseUrl: string;
  /** Main repositories whose folders are trusted. Worktrees belong to their main repository. */
  readonly trusted?: readonly string[] | undefined;
  /** False leaves out the provider with a key, so that Codex wants a login with its own. */
  readonly provider?: boolean | undefined;
  /** More lines for the beginning of `config.toml`. */
  readonly settings?: readonly string[] | undefined;
}

/** A home folder for Codex that nobody lives in. */
export interface CodexHome {
  readonly directory: string;
  /** The complete environment: nothing of the surroundings gets in but PATH. */
  readonly env: Readonly<Record<string, string>>;
}

const KEY_VARIABLE = 'SCRIPTED_API_KEY';

/** Makes a throwaway home in which Codex talks to a model server on this machine and asks for no login. */
export async function createCodexHome(directory: string, options: CodexHomeOptions): Promise<CodexHome> {
  const provider = ['model_provider = "scripted"', 'model = "scripted-model"'];
  const providerTable = [
    '[model_providers.scripted]',
    'name = "scripted"',
    `base_url = ${JSON.stringify(options.baseUrl)}`,
    'wire_api = "responses"',
    `env_key = "${KEY_VARIABLE}"`,
  ];
  const withProvider = options.provider !== false;
  const trusted = (options.trusted ?? []).flatMap((path) => [`[projects.${JSON.stringify(path)}]`, 'trust_level = "trusted"']);
  const lines = [...(withProvider ? provider : []), ...(options.settings ?? []), ...(withProvider ? providerTable : []), ...trusted];
  await mkdir(join(directory, '.codex'), { recursive: true, mode: 0o700 });
  await mkdir(join(directory, 'tmp'), { mode: 0o700 });
  await writeFile(join(directory, '.codex', 'config.toml'), `${lines.join('\n')}\n`, { mode: 0o600 });
  return {
    directory,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: directory,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      TMPDIR: join(directory, 'tmp'),
      [KEY_VARIABLE]: 'none',
    },
  };
}
