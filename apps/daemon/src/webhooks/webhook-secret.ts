import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { writePrivateFile } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';

/** The variable that has the secret instead of the file. */
export const WEBHOOK_SECRET_VARIABLE = 'AO_GITHUB_WEBHOOK_SECRET';
const OPEN_TO_OTHERS = 0o077;
const SECRET_BYTES = 32;

/** What webhooks of GitHub are signed with. */
export interface WebhookSecret {
  /** Null: none was made. Throws `HOME_UNSAFE` when others can read the file. */
  read(): Promise<string | null>;
  /** Null when it comes from the environment. */
  make(options: { readonly rotate: boolean }): Promise<{ readonly secret: string | null; readonly created: boolean }>;
  readonly source: 'file' | 'environment';
}

/** The secret in a private file of the home, unless the daemon was started with one. */
export function createWebhookSecret(path: string, env: Readonly<Record<string, string | undefined>>): WebhookSecret {
  const given = env[WEBHOOK_SECRET_VARIABLE]?.trim() ?? '';

  async function readStored(): Promise<string | null> {
    const facts = await stat(path).catch(() => null);
    if (facts === null) return null;
    if ((facts.mode & OPEN_TO_OTHERS) !== 0) {
      throw new AoError('HOME_UNSAFE', { message: `${path} is open to other users. Run: chmod 600 '${path}'`, details: { path } });
    }
    const text = (await readFile(path, 'utf8')).trim();
    return text === '' ? null : text;
  }

  if (given !== '') {
    return {
      source: 'environment',
      read: async () => given,
      async make({ rotate }) {
        if (!rotate) return { secret: null, created: false };
        const message = `The secret comes from ${WEBHOOK_SECRET_VARIABLE}. Change it there, then restart the daemon: ao stop && ao start.`;
        throw new AoError('INVALID_CONFIGURATION', { message });
      },
    };
  }
  return {
    source: 'file',
    read: readStored,
    async make({ rotate }) {
      const known = rotate ? null : await readStored();
      if (known !== null) return { secret: known, created: false };
      const secret = randomBytes(SECRET_BYTES).toString('hex');
      await writePrivateFile(path, `${secret}\n`);
      return { secret, created: true };
    },
  };
}
