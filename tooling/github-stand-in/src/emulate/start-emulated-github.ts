import type { RequestListener } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { createFaultQueue, type FaultQueue } from '../http/fault.ts';
import type { HostUsage } from '../http/host-usage.ts';
import { createRateAccount, type RateAccount } from '../http/rate-account.ts';
import { listen } from '../http/start-front.ts';
import { askEmulate } from './ask-emulate.ts';
import { launchEmulate } from './launch-emulate.ts';
import { type EmulatedFront, emulatedListener } from './serve-emulated.ts';

/** A GitHub somebody else wrote, behind a door that adds what it lacks. */
export interface EmulatedGitHub {
  /** `http://127.0.0.1:<port>`, as an Enterprise server: REST below `/api/v3`, and nothing else. */
  readonly url: string;
  /** The host as in addresses of repositories. */
  readonly host: string;
  /** A token of `octo`, who owns `acme`. */
  readonly token: string;
  readonly faults: FaultQueue;
  /** What was asked. `violations` holds requests GitHub forbids, and answers unlike GitHub's that {@link EmulatedGitHub.gaps} has no name for. */
  readonly usage: HostUsage;
  /** Names of the known gaps that were met so far. */
  readonly gaps: ReadonlySet<string>;
  /** What a token has used of GitHub's limits. Tests may set it. */
  account(token?: string): RateAccount;
  /** Gives an account (`octo` or `ann`) another token. */
  addToken(token: string, login: 'octo' | 'ann'): void;
  /** From now on nobody knows the token. */
  revokeToken(token: string): void;
  /**
   * Makes what a test needs, past the door: nothing is counted or checked.
   *
   * @param route - method and path as in GitHub's documentation, with its values: `POST /repos/acme/shop/issues`
   * @returns the answer
   * @throws when the answer is no success
   */
  tell(route: string, body?: object, login?: 'octo' | 'ann'): Promise<Readonly<Record<string, unknown>>>;
  /** Ends both servers. */
  close(): Promise<void>;
}

/** Starts it with the accounts `octo` and `ann`, both of the organisation `acme`, and the repository `acme/shop`, which has one commit on `main`. */
export async function startEmulatedGitHub(): Promise<EmulatedGitHub> {
  let front: EmulatedFront | null = null;
  const listener: RequestListener = (request, response) => {
    if (front === null) response.destroy();
    else emulatedListener(front)(request, response);
  };
  const program = await launchEmulate({ accounts: ['octo', 'ann'], organisation: 'acme', repositories: ['shop'] });
  const server = await listen(listener);
  const host = `127.0.0.1:${server.port}`;
  const origin = `http://${host}`;
  const faults = createFaultQueue();
  const usage: HostUsage = { requests: [], violations: [] };
  const gaps = new Set<string>();
  const token = 'ghp_emulated00000000000000000000000000000';
  const tokens = new Map<string, string>([[token, 'octo']]);
  const accounts = new Map<string, RateAccount>();
  const account = (name: string = token): RateAccount => {
    const known = accounts.get(name) ?? createRateAccount(Date.now());
    accounts.set(name, known);
    return known;
  };
  front = { program, origin, tokens, gaps, faults, usage, account };
  return {
    url: origin,
    host,
    token,
    faults,
    usage,
    gaps,
    account,
    addToken: (name, login) => void tokens.set(name, login),
    revokeToken: (name) => void tokens.delete(name),
    async tell(route, body = {}, login = 'octo') {
      const [method = '', path = ''] = route.split(' ');
      const answer = await askEmulate(program, { method, path, login, body, origin });
      if (answer.status >= 300) throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
      // Of things that happened within one millisecond emulate lists the older first.
      for (const at = Date.now(); Date.now() === at; ) await setImmediate();
      return (answer.body ?? {}) as Readonly<Record<string, unknown>>;
    },
    async close() {
      await Promise.all([server.close(), program.close()]);
    },
  };
}
