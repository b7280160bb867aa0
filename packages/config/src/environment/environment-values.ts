import type { DurationMs } from '@ao/domain';
import type { FreeMemory, GithubHostSetting } from './config.ts';

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** The longest time a timer can wait for. */
const MAX_DURATION_MS = 2 ** 31 - 1;

/** Reads a length of time such as `500ms`, `10s`, `1.5m` or `2h`; null for anything else, for nothing, and above 24 days. */
export function durationFromText(text: string): DurationMs | null {
  const match = /^(\d{1,10}(?:\.\d{1,6})?)(ms|s|m|h)$/.exec(text);
  const milliseconds = Math.round(Number(match?.[1]) * (UNITS_MS[match?.[2] ?? ''] ?? 0));
  return milliseconds >= 1 && milliseconds <= MAX_DURATION_MS ? milliseconds : null;
}

/** Reads a whole number from 1; null for anything else. */
export function countFromText(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

const UNITS_BYTES: Readonly<Record<string, number>> = { m: 1024 ** 2, g: 1024 ** 3 };

/** Reads memory to be kept free such as `512MiB`, `1.5g` or `5%`, and 0 for none; null for anything else. */
export function freeMemoryFromText(text: string): FreeMemory | null {
  if (text === '0') return { bytes: null, percent: null };
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(?:(%)|([mg])(?:i?b)?)$/i.exec(text);
  const amount = Number(match?.[1]);
  if (!(amount > 0)) return null;
  if (match?.[2] !== undefined) return amount < 100 ? { bytes: null, percent: amount } : null;
  return { bytes: Math.round(amount * (UNITS_BYTES[match?.[3]?.toLowerCase() ?? ''] ?? 0)), percent: null };
}

/** Reads a port; 0 stands for any free one. Null for anything else. */
export function portFromText(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : null;
}

/** Reads a switch; null for anything that is neither on nor off. */
export function switchFromText(text: string): boolean | null {
  const value = text.toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(value)) return true;
  return ['0', 'false', 'no', 'off'].includes(value) ? false : null;
}

/** Reads a list separated by commas. */
export function listFromText(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

const ORIGIN_PATTERN = /^[a-z][a-z0-9+.-]*:\/\/(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/**
 * Reads web origins such as `https://ao.example` or `app://dashboard`; null when one of them is something else. `*` and `null` are
 * never origins one can trust: every page can have them.
 */
export function originsFromText(text: string): readonly string[] | null {
  const origins = listFromText(text).map((origin) => origin.toLowerCase().replace(/\/$/, ''));
  return origins.every((origin) => ORIGIN_PATTERN.test(origin)) ? [...new Set(origins)] : null;
}

const HOST_PATTERN = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads GitHub servers such as `github.example.com` or `github.example.com=https://github.example.com/api/v3`, separated by commas; null when one of them is
 * something else. A token must not go over the network unencrypted: plain http is for this machine alone.
 */
export function githubHostsFromText(text: string): readonly GithubHostSetting[] | null {
  const settings: GithubHostSetting[] = [];
  for (const item of listFromText(text)) {
    const equals = item.indexOf('=');
    const host = (equals < 0 ? item : item.slice(0, equals)).trim().toLowerCase();
    const apiUrl = equals < 0 ? null : apiUrlFromText(item.slice(equals + 1).trim());
    if (!HOST_PATTERN.test(host) || (equals >= 0 && apiUrl === null) || settings.some((known) => known.host === host)) return null;
    settings.push({ host, apiUrl });
  }
  return settings;
}

function apiUrlFromText(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isAllowed = protocol === 'https:' || (protocol === 'http:' && LOOPBACK_NAMES.has(hostname));
  return isAllowed && username === '' && password === '' && search === '' && hash === '' ? text.replace(/\/+$/, '') : null;
}

/** Reads logins of GitHub, separated by commas; null when one of them cannot be one. */
export function loginsFromText(text: string): readonly string[] | null {
  const logins = listFromText(text);
  return logins.every((login) => /^[a-z0-9](?:[a-z0-9_-]{0,98}[a-z0-9])?(?:\[bot\])?$/i.test(login)) ? logins : null;
}

/** Reads host names, with a port where it is not the usual one, separated by commas; lower case. Null when one of them is something else. */
export function hostsFromText(text: string): readonly string[] | null {
  const hosts = listFromText(text).map((host) => host.toLowerCase());
  return hosts.every((host) => /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/.test(host)) ? hosts : null;
}
