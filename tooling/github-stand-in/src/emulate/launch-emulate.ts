/** The program itself, on a port of its own. */
export interface EmulateProgram {
  /** Where it listens. */
  readonly url: string;
  /** The token it knows an account by; null when there is no such account. */
  token(login: string): string | null;
  close(): Promise<void>;
}

/** What there is from the start. */
export interface EmulateSeed {
  /** Logins. The first owns the organisation. */
  readonly accounts: readonly string[];
  readonly organisation: string;
  readonly repositories: readonly string[];
}

/** Starts it inside of this process, on the loopback interface. It asks no network and keeps no files. */
export async function launchEmulate(seed: EmulateSeed): Promise<EmulateProgram> {
  // Half a megabyte that nobody pays for who only wants the other stand-in.
  const { createEmulator } = await import('emulate');
  const tokens = new Map(seed.accounts.map((login) => [login, `emulate-${login}`]));
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    hostname: '127.0.0.1',
    seed: {
      tokens: Object.fromEntries([...tokens].map(([login, token]) => [token, { login, scopes: ['repo', 'user', 'admin:org'] }])),
      github: {
        users: seed.accounts.map((login) => ({ login })),
        orgs: [
          {
            login: seed.organisation,
            members: seed.accounts.map((login, index) => ({ login, role: index === 0 ? 'admin' : 'member' })),
          },
        ],
        repos: seed.repositories.map((name) => ({ owner: seed.organisation, name })),
      },
    },
  });
  const { hostname, port } = new URL(emulator.url);
  if (hostname !== 'localhost') {
    await emulator.close();
    throw new Error(`emulate took ${emulator.url} for its own address. Unset EMULATE_BASE_URL and PORTLESS_URL.`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    token: (login) => tokens.get(login) ?? null,
    close: () => emulator.close(),
  };
}
