import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the home folder is to know. */
export interface OpencodeHomeOptions {
  /** Base URL of the model server; null leaves out the provider, as if nobody had ever set one up. */
  readonly baseUrl: string | null;
  /** More of the configuration file, for example `permission`. */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
}

/** A home folder for opencode that nobody lives in. */
export interface OpencodeHome {
  readonly directory: string;
  /** The complete environment: nothing of the surroundings gets in but PATH. */
  readonly env: Readonly<Record<string, string>>;
}

/** A registry nobody answers for: at its first start opencode installs a package, and does without when it cannot. */
const NO_REGISTRY = 'http://127.0.0.1:9/';

/**
 * Makes a throwaway home in which opencode talks to a model server on this machine and to nobody else.
 *
 * The model is called `scripted/model`.
 */
export async function createOpencodeHome(directory: string, options: OpencodeHomeOptions): Promise<OpencodeHome> {
  const model = { name: 'Scripted', limit: { context: 200_000, output: 8_000 } };
  const provider = {
    npm: '@ai-sdk/openai-compatible',
    options: { baseURL: options.baseUrl, apiKey: 'none' },
    models: { model, other: { ...model, name: 'Other' } },
  };
  const settings = {
    $schema: 'https://opencode.ai/config.json',
    share: 'disabled',
    ...(options.baseUrl === null
      ? {}
      : { model: 'scripted/model', small_model: 'scripted/model', enabled_providers: ['scripted'], provider: { scripted: provider } }),
    ...options.config,
  };
  const temporary = join(directory, 'tmp');
  const config = join(directory, '.config', 'opencode');
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  await mkdir(config, { recursive: true });
  await writeFile(join(directory, '.npmrc'), `registry=${NO_REGISTRY}\nfetch-retries=0\n`);
  await writeFile(join(config, 'opencode.json'), JSON.stringify(settings), { mode: 0o600 });
  return {
    directory,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: directory,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      TMPDIR: temporary,
      npm_config_registry: NO_REGISTRY,
      npm_config_fetch_retries: '0',
    },
  };
}
