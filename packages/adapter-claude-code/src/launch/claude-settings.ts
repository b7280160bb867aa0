import { HOOK_COMMAND } from '@ao/adapter-kit';
import type { PermissionMode } from '@ao/domain';

/** Events asked for. Only such that every supported version knows: an unknown name opens a dialog that blocks the start. */
export const CLAUDE_HOOK_EVENTS = [
  'SessionStart',
  'SessionEnd',
  'UserPromptSubmit',
  'PreToolUse',
  'PostToolUse',
  'PostToolUseFailure',
  'PermissionRequest',
  'PermissionDenied',
  'Notification',
  'SubagentStart',
  'SubagentStop',
  'PreCompact',
  'Stop',
  'StopFailure',
] as const;

/** The hook takes milliseconds; this only bounds a machine that stands still. */
const HOOK_TIMEOUT_SECONDS = 10;

/**
 * Settings for one session, given by `--settings`. They add to the person's own and to the project's, and replace none of them.
 * They say the same in every session with the same mode, so that nothing about them has to be trusted twice.
 */
export function claudeSettings(mode: PermissionMode): Readonly<Record<string, unknown>> {
  const hooks = [{ hooks: [{ type: 'command', command: HOOK_COMMAND, timeout: HOOK_TIMEOUT_SECONDS }] }];
  return {
    hooks: Object.fromEntries(CLAUDE_HOOK_EVENTS.map((event) => [event, hooks])),
    // Whoever named the mode has made the decision the warning asks for; otherwise every such session would hang at its start.
    ...(mode === 'bypass-permissions' ? { skipDangerousModePermissionPrompt: true } : {}),
  };
}
