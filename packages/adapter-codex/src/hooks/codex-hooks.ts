import { HOOK_ASK_COMMAND, HOOK_COMMAND } from '@ao/adapter-kit';
import type { PermissionMode } from '@ao/domain';
import { tomlString, tomlTable } from '../config/toml-text.ts';

/** Events asked for. */
export const CODEX_HOOK_EVENTS = [
  'SessionStart',
  'SessionEnd',
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'SubagentStart',
  'SubagentStop',
  'PreCompact',
  'PostCompact',
  'Interrupt',
  'Stop',
] as const;

/** The event whose hook may answer a person's part. */
const ASKING_EVENT = 'PermissionRequest';

/** One of {@link CODEX_HOOK_EVENTS}. */
export type CodexHookEvent = (typeof CODEX_HOOK_EVENTS)[number];

/** The most Codex allows for SessionEnd and Interrupt; it warns of more. The hook takes milliseconds. */
const HOOK_TIMEOUT_SECONDS = 3;

/** So long a request for permission can be answered from outside. Then Codex ends the hook, and asks in the terminal. */
const ASKING_HOOK_TIMEOUT_SECONDS = 7 * 24 * 3600;

/** What Codex calls a hook that was given by flag, and the hash of its definition. Trust is given to the pair. */
export interface HookFingerprint {
  /** For example `/<session-flags>/config.toml:pre_tool_use:0:0`. */
  readonly key: string;
  readonly hash: string;
}

/**
 * The events a mode is launched with. In `auto` the request for permission goes to a reviewer, not to a person, and its denial runs
 * no hook that would end it, so it is not asked for there: what a person is asked after all, the screen shows.
 */
export function hookEventsFor(mode: PermissionMode): readonly CodexHookEvent[] {
  return mode === 'auto' ? CODEX_HOOK_EVENTS.filter((event) => event !== ASKING_EVENT) : CODEX_HOOK_EVENTS;
}

/** The command line of an event's hook: one that asks a person waits for the answer, the others only tell. */
export function hookCommandFor(event: CodexHookEvent): string {
  return event === ASKING_EVENT ? HOOK_ASK_COMMAND : HOOK_COMMAND;
}

/** Flags that add one hook per event, the same text in every session. The person's own hooks, and the project's, stay as they are. */
export function hookFlags(events: readonly CodexHookEvent[]): readonly string[] {
  return events.flatMap((event) => ['-c', `hooks.${event}=[{hooks=[${hookOf(event)}]}]`]);
}

function hookOf(event: CodexHookEvent): string {
  const timeout = event === ASKING_EVENT ? ASKING_HOOK_TIMEOUT_SECONDS : HOOK_TIMEOUT_SECONDS;
  return `{type="command",command=${tomlString(hookCommandFor(event))},timeout=${timeout}}`;
}

/** The flag that trusts these hooks, and no others. It adds to what the person has trusted. */
export function hookTrustFlags(fingerprints: readonly HookFingerprint[]): readonly string[] {
  const entries = fingerprints.map(({ key, hash }) => [key, `{trusted_hash=${tomlString(hash)}}`] as const);
  return entries.length === 0 ? [] : ['-c', `hooks.state=${tomlTable(Object.fromEntries(entries))}`];
}
