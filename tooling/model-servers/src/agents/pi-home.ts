import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A home folder for Pi that nobody lives in. */
export interface PiHome {
  readonly directory: string;
  /** The complete environment: nothing of the surroundings gets in but PATH. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes a throwaway home in which Pi talks to a model server on this machine and to nobody else.
 *
 * @param baseUrl - of a server of chat completions; null leaves out the provider, as if nobody had ever logged in.
 */
export async function createPiHome(directory: string, baseUrl: string | null): Promise<PiHome> {
  const own = join(directory, '.pi', 'agent');
  const temporary = join(directory, 'tmp');
  await mkdir(own, { recursive: true, mode: 0o700 });
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  if (baseUrl !== null) {
    const scripted = { baseUrl, api: 'openai-completions', apiKey: 'none', models: [{ id: 'model' }] };
    await writeFile(join(own, 'models.json'), JSON.stringify({ providers: { scripted } }), { mode: 0o600 });
    await writeFile(join(own, 'settings.json'), JSON.stringify({ defaultProvider: 'scripted', defaultModel: 'model' }), { mode: 0o600 });
  }
  return {
    directory,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: directory,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      TMPDIR: temporary,
      // No update check, no download of helper programs, no report of the installation.
      PI_OFFLINE: '1',
      PI_TELEMETRY: '0',
    },
  };
}
