import type { Timestamp } from '@ao/domain';
import type { ForgeAccount } from '@ao/ports';
import { cappedLine } from '../text/capped-text.ts';

/** A time of GitHub in milliseconds; null when there is none, or nonsense. */
export function timeOrNull(text: string | null | undefined): Timestamp | null {
  if (text == null) return null;
  const time = Date.parse(text);
  return Number.isFinite(time) ? time : null;
}

/** As {@link timeOrNull}, for times that are always there. */
export function timeOf(text: string): Timestamp {
  return timeOrNull(text) ?? 0;
}

/** An account of either interface: one says `Bot` and leaves the login bare, the other adds `[bot]`. Null for a deleted one. */
export function accountOf(
  actor: { readonly login: string; readonly __typename?: string | undefined; readonly type?: string | undefined } | null | undefined,
): ForgeAccount | null {
  if (actor == null) return null;
  const isBot = actor.__typename === 'Bot' || actor.type === 'Bot';
  const login = cappedLine(actor.login);
  return { login: isBot ? login.replace(/\[bot\]$/, '') : login, isBot };
}
