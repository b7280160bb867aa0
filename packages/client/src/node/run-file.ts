import { AoApiError } from '../ao-api-error.ts';
import type { DaemonAddress } from '../transport/daemon-address.ts';

/** Names by which a daemon on this machine is reached. The token is sent nowhere else. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Where to look for the daemon. */
export interface RunFileOptions {
  /** The data directory; default `AO_HOME`, else `~/.ao`. */
  readonly home?: string | undefined;
  /** Default `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The path of the run file a running daemon keeps in its data directory. */
export function runFilePath(options: RunFileOptions = {}): string {
  const path = process.getBuiltinModule('node:path');
  const os = process.getBuiltinModule('node:os');
  const environment = options.environment ?? process.env;
  const home = options.home ?? environment['AO_HOME'] ?? path.join(os.homedir(), '.ao');
  return path.join(home, 'run', 'daemon.json');
}

/**
 * Reads where the daemon is. In a session's environment the session's own token is used in place of the daemon's.
 *
 * @throws AoApiError `DAEMON_NOT_RUNNING` when there is no run file, `RUN_FILE_INVALID` when it makes no sense or leads off this machine.
 */
export function readRunFile(options: RunFileOptions = {}): DaemonAddress {
  const file = runFilePath(options);
  const content = parse(readText(file), file);
  const url = 'url' in content ? content.url : 'port' in content ? `http://127.0.0.1:${String(content.port)}` : null;
  const token = (options.environment ?? process.env)['AO_SESSION_TOKEN'] ?? ('token' in content ? content.token : null);
  if (typeof url !== 'string' || typeof token !== 'string' || !URL.canParse(url)) throw invalid(file, 'it holds no address and token');
  const { protocol, hostname, origin } = new URL(url);
  if (protocol !== 'http:' || !LOOPBACK_HOSTS.has(hostname)) throw invalid(file, `its address ${url} is not on this machine`);
  return { url: origin, token };
}

function readText(file: string): string {
  try {
    return process.getBuiltinModule('node:fs').readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AoApiError({
      code: 'DAEMON_NOT_RUNNING',
      kind: 'unavailable',
      status: 0,
      message: `The daemon is not running: there is no ${file}. Start it with \`ao start\`.`,
      cause,
    });
  }
}

function parse(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, like any other content that makes no sense.
  }
  throw invalid(file, 'it is not JSON');
}

function invalid(file: string, why: string): AoApiError {
  return new AoApiError({
    code: 'RUN_FILE_INVALID',
    kind: 'conflict',
    status: 0,
    message: `The run file ${file} cannot be used: ${why}. Remove it if no daemon is running, then run \`ao start\`.`,
  });
}
