import { AoApiError, type AoClient } from '@ao/client';
import { connectFromRunFile } from '@ao/client/node';

/** What calling the daemon takes. */
export interface DaemonCallOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Starts the daemon and answers what to tell the person about it; null when there is nothing to tell. */
  readonly start: (env: Readonly<Record<string, string | undefined>>) => Promise<string | null>;
  readonly note: (text: string) => void;
  /** Connects to the daemon that runs now. Default: anew for each call. */
  readonly connect?: (() => AoClient) | undefined;
}

/**
 * Calls the daemon, starting it first when it does not run.
 *
 * - a call that was never sent is made again after the start, once
 * - a call that was sent, but whose answer was lost, is not: nobody knows whether it was carried out
 * - `AO_NO_AUTOSTART` forbids the start; so does `AO_SESSION_ID`, because a daemon would inherit the environment of an agent
 */
export async function withDaemon<Result>(options: DaemonCallOptions, call: (ao: AoClient) => Promise<Result>): Promise<Result> {
  const { env, start, note } = options;
  const connect = options.connect ?? (() => connectFromRunFile({ environment: env }));
  try {
    return await call(connect());
  } catch (error) {
    if (!mayStartDaemonAfter(error, env)) throw error;
  }
  const told = await start(env);
  if (told !== null) note(told);
  return call(connect());
}

/** Connects once: what a client has learned about its daemon, such as what that does not know, is kept from call to call. */
export function connectOnce(env: DaemonCallOptions['env']): () => AoClient {
  let client: AoClient | null = null;
  return () => {
    client ??= connectFromRunFile({ environment: env });
    return client;
  };
}

function mayStartDaemonAfter(error: unknown, env: DaemonCallOptions['env']): boolean {
  if (!(error instanceof AoApiError) || error.code !== 'DAEMON_NOT_RUNNING') return false;
  if (isSet(env['AO_NO_AUTOSTART']) || isSet(env['AO_SESSION_ID'])) return false;
  const { cause } = error;
  return !(cause instanceof Error && 'wasNeverSent' in cause) || cause.wasNeverSent === true;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
