import { runCommand } from '@ao/adapter-kit';
import type { Clock } from '@ao/ports';
import type { KnownHost } from '../address/github-host.ts';

/** Where tokens come from. A token is never logged and never put into an error. */
export interface TokenSource {
  /** A token for the host; null when there is none that was not refused a short while ago. */
  token(host: KnownHost, signal?: AbortSignal): Promise<string | null>;
  /** The host did not take this token: for five minutes the next source is used, and `gh` is asked anew. */
  refuse(host: KnownHost, token: string): void;
}

/** Variables tokens are looked for in, or how to get them: asked each time a token is needed. */
export type TokenEnvironment = Variables | (() => Variables | Promise<Variables>);

type Variables = Readonly<Record<string, string | undefined>>;

/** What a token source needs. */
export interface TokenSourceOptions {
  readonly env: TokenEnvironment;
  readonly clock: Clock;
  /** Tokens by host, used before everything else. */
  readonly tokens?: Readonly<Record<string, string>> | undefined;
  /** The `gh` program; null to leave it out. Default `gh`. */
  readonly ghProgram?: string | null | undefined;
}

const HOSTED_VARIABLES = ['AO_GITHUB_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN'];
/** A token of github.com is never sent to another server, so those have names of their own: the ones `gh` knows too. */
const ENTERPRISE_VARIABLES = ['AO_GITHUB_ENTERPRISE_TOKEN', 'GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
/** With these set `gh` would give back what was looked at already. */
const UNSET = { GH_TOKEN: undefined, GITHUB_TOKEN: undefined, GH_ENTERPRISE_TOKEN: undefined, GITHUB_ENTERPRISE_TOKEN: undefined };
const KEEP_MS = 5 * 60_000;
/** When `gh` gave nothing that can be used, a person is about to log in; many questions at once still start one program. */
const KEEP_UNUSABLE_MS = 5_000;
const GH_TIMEOUT_MS = 5_000;

/** Tokens that were handed in, then those of the environment, then the one `gh` is logged in with. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { clock } = options;
  const variables = async (): Promise<Variables> => (typeof options.env === 'function' ? options.env() : options.env);
  const refused = new Map<string, number>();
  const asked = new Map<string, { readonly token: Promise<string | null>; keepUntil: number }>();

  const isUsable = (host: KnownHost, token: string | null | undefined): token is string => {
    if (token === null || token === undefined || token === '') return false;
    const at = refused.get(`${host.host} ${token}`);
    return at === undefined || clock.monotonic() - at > KEEP_MS;
  };

  function fromGh(host: KnownHost, env: Variables, signal: AbortSignal | undefined): Promise<string | null> {
    const known = asked.get(host.host);
    if (known !== undefined && clock.monotonic() <= known.keepUntil) return known.token;
    const asking = { token: askGh(options.ghProgram ?? 'gh', host.host, env, signal), keepUntil: clock.monotonic() + KEEP_MS };
    asked.set(host.host, asking);
    void asking.token.then((token) => {
      if (!isUsable(host, token)) asking.keepUntil = clock.monotonic() + KEEP_UNUSABLE_MS;
    });
    return asking.token;
  }

  return {
    async token(host, signal) {
      const env = await variables();
      const names = host.isHosted ? HOSTED_VARIABLES : ENTERPRISE_VARIABLES;
      const found = [options.tokens?.[host.host], ...names.map((name) => env[name]?.trim())].find((token) => isUsable(host, token));
      if (found !== undefined) return found;
      if (options.ghProgram === null) return null;
      const token = await fromGh(host, env, signal);
      if (signal?.aborted === true) asked.delete(host.host);
      return isUsable(host, token) ? token : null;
    },
    refuse(host, token) {
      refused.set(`${host.host} ${token}`, clock.monotonic());
      asked.delete(host.host);
    },
  };
}

async function askGh(program: string, host: string, env: Variables, signal: AbortSignal | undefined): Promise<string | null> {
  const { outcome, exitCode, stdout } = await runCommand({
    argv: [program, 'auth', 'token', '--hostname', host],
    env: { ...env, ...UNSET, GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1' },
    timeoutMs: GH_TIMEOUT_MS,
    maxOutputBytes: 4_096,
    signal,
  });
  const token = stdout.trim();
  return outcome === 'exited' && exitCode === 0 && /^[\x21-\x7e]+$/.test(token) ? token : null;
}
