import { HOOK_SPOOL_VARIABLE } from '@ao/adapter-kit';

/**
 * What Codex tells the programs it starts. When the daemon itself was started by an agent, these would reach the new one and the
 * programs it runs.
 */
const PARENT_VARIABLES = [
  'CODEX_APPLY_PATCH_PRESERVE_LINE_ENDINGS',
  'CODEX_CI',
  'CODEX_MANAGED_BY_NPM',
  'CODEX_MANAGED_PACKAGE_ROOT',
  'CODEX_SANDBOX',
  'CODEX_SANDBOX_NETWORK_DISABLED',
  'CODEX_SESSION_ID',
  'CODEX_THREAD_ID',
  'CODEX_TOOL_CALL_ID',
  'CODEX_VERSION',
];

/** What is added to the environment and what is taken away. */
export function codexEnvironment(spoolDirectory: string): Readonly<Record<string, string | null>> {
  return { ...Object.fromEntries(PARENT_VARIABLES.map((name) => [name, null])), [HOOK_SPOOL_VARIABLE]: spoolDirectory };
}
