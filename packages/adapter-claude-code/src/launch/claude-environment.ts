import { HOOK_SPOOL_VARIABLE } from '@ao/adapter-kit';

/**
 * What Claude Code tells the programs it starts. When the daemon itself was started by an agent, these would reach the new one,
 * which would take itself for a child of that conversation.
 */
const PARENT_VARIABLES = [
  'AI_AGENT',
  'CLAUDECODE',
  'CLAUDE_CODE_CHILD_NOTES_DIR',
  'CLAUDE_CODE_CHILD_SESSION',
  'CLAUDE_CODE_ENTRYPOINT',
  'CLAUDE_CODE_EXECPATH',
  'CLAUDE_CODE_MESSAGING_SOCKET',
  'CLAUDE_CODE_MESSAGING_TOKEN',
  'CLAUDE_CODE_SESSION_ATTENDED',
  'CLAUDE_CODE_SESSION_ID',
  'CLAUDE_CODE_SSE_PORT',
  'CLAUDE_EFFORT',
  'CLAUDE_PID',
];

/**
 * What is added to the environment and what is taken away. Updates, telemetry and trust stay as the person has set them: none of
 * the variables that would change those is touched.
 */
export function claudeEnvironment(spoolDirectory: string): Readonly<Record<string, string | null>> {
  return { ...Object.fromEntries(PARENT_VARIABLES.map((name) => [name, null])), [HOOK_SPOOL_VARIABLE]: spoolDirectory };
}
