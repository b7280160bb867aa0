import { resolve } from 'node:path';
import { workingDirectory } from '../context/working-directory.ts';

/** Settings a daemon takes from the environment of whoever starts it. Everything else of ours belongs to a session, not to a daemon. */
const DAEMON_SETTINGS = new Set([
  'AO_HOME',
  'AO_PORT',
  'AO_AGENT',
  'AO_RUNTIME',
  'AO_MAX_RUNNING',
  'AO_MIN_FREE_MEMORY',
  'AO_ALLOWED_ORIGINS',
  'AO_WEBHOOK_HOSTS',
  'AO_GITHUB_WEBHOOK_SECRET',
  'AO_SHUTDOWN_TIMEOUT',
  'AO_REQUEST_TIMEOUT',
  'AO_LOG_LEVEL',
  'AO_AGENT_MODULES',
  'AO_GITHUB_HOSTS',
  'AO_GITHUB_AUTHORS',
  'AO_GITHUB_TOKEN',
  'AO_GITHUB_ENTERPRISE_TOKEN',
  'AO_OBSERVE_PULL_REQUESTS',
  'AO_PULL_REQUEST_INTERVAL',
]);

/** The environment for a new daemon: the caller's, without what only one session should see. */
export function daemonEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || (name.startsWith('AO_') && !DAEMON_SETTINGS.has(name))) continue;
    clean[name] = value;
  }
  return clean;
}

/**
 * The same, for a daemon that runs somewhere else than its caller: it reads relative settings from `PWD`, which has to be the caller's folder and
 * not whatever a program that started `ao` in another one handed on.
 */
export function placedEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const place = workingDirectory(env);
  const clean = { ...daemonEnvironment(env), PWD: place };
  const home = env['AO_HOME']?.trim() ?? '';
  return home === '' || home.startsWith('~') ? clean : { ...clean, AO_HOME: resolve(place, home) };
}
