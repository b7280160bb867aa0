import { AoApiError } from '../ao-api-error.ts';
import type { DaemonAddress } from '../transport/daemon-address.ts';
import { asRecordedProcess, isProcessGone } from './daemon-process.ts';
import { readPrivateFile } from './private-file.ts';

/** Addresses on this machine. Tokens are sent nowhere else. */
const LOOPBACK_URL = /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost):\d{1,5}$/;

/** Where to look for the daemon. */
export interface RunFileOptions {
  /** The data directory; default `AO_HOME`, else `~/.ao`. When it is given, the environment of a session is not looked at. */
  readonly home?: string | undefined;
  /** Default `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The path of the run file a running daemon keeps in its data directory. */
export function runFilePath(options: RunFileOptions = {}): string {
  const path = process.getBuiltinModule('node:path');
  const os = process.getBuiltinModule('node:os');
  const configured = (options.environment ?? process.env)['AO_HOME']?.trim();
  const home = options.home ?? (configured === undefined || configured === '' ? path.join(os.homedir(), '.ao') : configured);
  // Variables set by a file instead of a shell keep their tilde; the daemon reads it as the person's folder, too.
  return path.resolve(
    home.replace(/^~(?=\/|$)/, () => os.homedir()),
    'run',
    'daemon.json',
  );
}

/**
 * Reads where the daemon is, and its token. Inside a session it is the token of the session (`AO_TOKEN`, or a file named by
 * `AO_TOKEN_FILE`): an agent speaks in its own name.
 *
 * @throws AoApiError `DAEMON_NOT_RUNNING` when there is no run file; `RUN_FILE_INVALID` when it makes no sense, could have been written
 * by somebody else, or leads off this machine.
 */
export function readRunFile(options: RunFileOptions = {}): DaemonAddress {
  const environment = options.home === undefined ? (options.environment ?? process.env) : {};
  const file = runFilePath(options);
  const text = readPrivateFile(file);
  if (text === 'unsafe') throw invalid(file, 'another user could have written it');
  const sessionToken = tokenOfSession(environment);
  if (text === null) {
    const url = environment['AO_URL'];
    if (url === undefined || sessionToken === null) throw notRunning(file);
    return checked({ url, token: sessionToken }, 'AO_URL');
  }
  const { url, token } = parse(text.content, file);
  return checked({ url, token: sessionToken ?? token }, file);
}

/**
 * Whether the daemon of the run file has ended without removing it, or has removed it. Asked only when the answer at its address was none of
 * ours: within a sandbox no process of outside can be seen, although the daemon answers.
 */
export function isDaemonGone(options: RunFileOptions = {}): boolean {
  const file = runFilePath(options);
  const text = readPrivateFile(file);
  if (text === null) return true;
  if (text === 'unsafe') return false;
  const recorded = asRecordedProcess(parse(text.content, file).process);
  return recorded !== null && isProcessGone(recorded);
}

/** The pid of the daemon of the run file; null where none is named. It may have ended since. */
export function daemonPid(options: RunFileOptions = {}): number | null {
  try {
    const file = runFilePath(options);
    const text = readPrivateFile(file);
    if (text === null || text === 'unsafe') return null;
    return asRecordedProcess(parse(text.content, file).process)?.pid ?? null;
  } catch {
    return null;
  }
}

function tokenOfSession(environment: NonNullable<RunFileOptions['environment']>): string | null {
  const token = environment['AO_TOKEN'];
  if (token !== undefined && token !== '') return token;
  const file = environment['AO_TOKEN_FILE'];
  const text = file === undefined || file === '' ? null : readPrivateFile(file);
  if (text === 'unsafe') throw invalid(file ?? '', 'another user could have written it');
  return text === null ? null : text.content.trim();
}

function checked(address: { readonly url: unknown; readonly token: unknown }, source: string): DaemonAddress {
  const { url, token } = address;
  if (typeof url !== 'string' || typeof token !== 'string' || token === '') throw invalid(source, 'it names no address and token');
  if (!LOOPBACK_URL.test(url)) throw invalid(source, `${url} is not an address of this machine`);
  return { url, token };
}

function parse(text: string, file: string): { readonly url?: unknown; readonly token?: unknown; readonly process?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, like any other content that makes no sense.
  }
  throw invalid(file, 'it holds no JSON object');
}

function notRunning(file: string): AoApiError {
  return new AoApiError({
    code: 'DAEMON_NOT_RUNNING',
    kind: 'unavailable',
    status: 0,
    message: `The daemon is not running: there is no ${file}. Start it with \`ao start\`.`,
  });
}

function invalid(source: string, why: string): AoApiError {
  return new AoApiError({
    code: 'RUN_FILE_INVALID',
    kind: 'conflict',
    status: 0,
    message: `${source} cannot be used: ${why}. Remove it if no daemon is running, then run \`ao start\`.`,
  });
}
