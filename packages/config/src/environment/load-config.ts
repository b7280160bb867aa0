import { isAbsolute, join, resolve } from 'node:path';
import { type AgentName, AoError, isAdapterName, type RuntimeName } from '@ao/domain';
import * as z from 'zod/mini';
import { type Config, LOG_LEVELS } from './config.ts';
import {
  countFromText,
  durationFromText,
  freeMemoryFromText,
  hostsFromText,
  githubHostsFromText,
  listFromText,
  loginsFromText,
  originsFromText,
  portFromText,
  switchFromText,
} from './environment-values.ts';

/** What relative settings are relative to. */
export interface LoadConfigOptions {
  /** Absolute path of the user's home directory: `~`, and the place of the default data directory. */
  readonly homeDirectory: string;
  /** Absolute path of the folder the program was started in: relative paths in variables start there. */
  readonly workingDirectory: string;
}

/** A variable: its text, turned into a value or refused with what was expected. */
function variable<Value>(expected: string, valueOf: (text: string) => Value | null) {
  return z.optional(
    z.pipe(
      z.string(),
      z.transform((text, context) => {
        const value = valueOf(text.trim());
        if (value !== null) return value;
        context.issues.push({ code: 'custom', message: expected, input: text });
        return z.NEVER;
      }),
    ),
  );
}

const duration = () => variable('a length of time above zero, such as 500ms, 10s or 2m', durationFromText);
const adapterName = <Name extends string>(example: string) =>
  variable(`lower case letters, digits and dashes, such as ${example}`, (text) => (isAdapterName(text) ? (text as Name) : null));

const environmentSchema = z.object({
  AO_HOME: variable('a path', (text) => text),
  AO_PORT: variable('a port from 1 to 65535, or 0 for any free one', portFromText),
  AO_AGENT: adapterName<AgentName>('claude-code'),
  AO_RUNTIME: adapterName<RuntimeName>('pty-host'),
  AO_MAX_RUNNING: variable('a whole number from 1, or nothing for no limit', countFromText),
  AO_MIN_FREE_MEMORY: variable('an amount such as 512MiB or 2GiB, a part such as 5%, or 0 for none', freeMemoryFromText),
  AO_ALLOWED_ORIGINS: variable(
    'origins such as https://ao.example, separated by commas; "*" and "null" cannot be trusted',
    originsFromText,
  ),
  AO_WEBHOOK_HOSTS: variable('host names such as hooks.example.org, separated by commas', hostsFromText),
  AO_SHUTDOWN_TIMEOUT: duration(),
  AO_REQUEST_TIMEOUT: duration(),
  AO_LOG_LEVEL: variable(`one of ${LOG_LEVELS.join(', ')}`, (text) => LOG_LEVELS.find((level) => level === text.toLowerCase()) ?? null),
  AO_NO_AUTOSTART: variable('1 or 0', switchFromText),
  AO_AGENT_MODULES: variable('paths of modules, separated by commas', listFromText),
  AO_GITHUB_HOSTS: variable(
    'hosts such as github.example.com, or github.example.com=https://github.example.com/api/v3, separated by commas; http only on this machine',
    githubHostsFromText,
  ),
  AO_GITHUB_AUTHORS: variable('logins, separated by commas', loginsFromText),
  AO_OBSERVE_PULL_REQUESTS: variable('1 or 0', switchFromText),
  AO_PULL_REQUEST_INTERVAL: variable('a length of time from one second, such as 30s or 1m', (text) => {
    const intervalMs = durationFromText(text);
    return intervalMs !== null && intervalMs >= 1_000 ? intervalMs : null;
  }),
});

/**
 * Reads the configuration from environment variables. Variables that are empty count as not set.
 *
 * @throws AoError `INVALID_CONFIGURATION` naming every variable that has a wrong value; `details.issues` has them one by one.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, options: LoadConfigOptions): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== undefined && text.trim() !== ''));
  const result = environmentSchema.safeParse(given);
  if (!result.success) throw invalidConfiguration(result.error.issues, given);
  const values = result.data;
  return {
    home: absolutePath(values.AO_HOME ?? '~/.ao', options),
    port: values.AO_PORT ?? 3001,
    agent: values.AO_AGENT ?? ('claude-code' as AgentName),
    runtime: values.AO_RUNTIME ?? ('pty-host' as RuntimeName),
    maxRunning: values.AO_MAX_RUNNING ?? null,
    minFreeMemory: values.AO_MIN_FREE_MEMORY ?? { bytes: 512 * 1024 ** 2, percent: 5 },
    allowedOrigins: values.AO_ALLOWED_ORIGINS ?? [],
    webhookHosts: values.AO_WEBHOOK_HOSTS ?? [],
    shutdownTimeoutMs: values.AO_SHUTDOWN_TIMEOUT ?? 10_000,
    requestTimeoutMs: values.AO_REQUEST_TIMEOUT ?? 60_000,
    logLevel: values.AO_LOG_LEVEL ?? 'info',
    autostart: !(values.AO_NO_AUTOSTART ?? false),
    agentModules: (values.AO_AGENT_MODULES ?? []).map((path) => absolutePath(path, options)),
    githubHosts: values.AO_GITHUB_HOSTS ?? [],
    githubAuthors: values.AO_GITHUB_AUTHORS ?? [],
    observePullRequests: values.AO_OBSERVE_PULL_REQUESTS ?? true,
    pullRequestIntervalMs: values.AO_PULL_REQUEST_INTERVAL ?? 30_000,
  };
}

/** Relative paths are made absolute once, here: the daemon changes its folder, and its children have others. */
function absolutePath(path: string, { homeDirectory, workingDirectory }: LoadConfigOptions): string {
  if (path === '~') return homeDirectory;
  if (path.startsWith('~/')) return join(homeDirectory, path.slice(2));
  return isAbsolute(path) ? resolve(path) : resolve(workingDirectory, path);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function invalidConfiguration(found: readonly Issue[], given: Readonly<Record<string, string | undefined>>): AoError {
  const issues = found.map(({ path, message }) => {
    const name = String(path[0]);
    return { variable: name, value: given[name] ?? '', expected: message };
  });
  const sentences = issues.map(({ variable: name, value, expected }) => `${name} is "${value}", but should be ${expected}.`);
  return new AoError('INVALID_CONFIGURATION', {
    message: `${sentences.join(' ')} Correct it, or remove the variable.`,
    details: { issues },
  });
}
