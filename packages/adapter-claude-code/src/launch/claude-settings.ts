import { HOOK_ASK_COMMAND, HOOK_COMMAND, isVersionAtLeast } from '@ao/adapter-kit';
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

/** The event whose hook may answer. Its dialog is shown meanwhile, and answering it there ends the hook. */
const ASKING_EVENT = 'PermissionRequest';

/**
 * From this version on the dialog is known to be shown while the hook waits. Where it were not, nobody at the terminal could answer: older
 * versions only tell what is asked.
 */
const ASKING_SINCE = '2.1.330';

/** A person may come back after a weekend. Past it the hook is ended, and the dialog stays. */
const ASKING_HOOK_TIMEOUT_SECONDS = 14 * 24 * 60 * 60;

/**
 * Settings for one session, given by `--settings`. They add to the person's own and to the project's, and replace none of them.
 * They say the same in every session with the same mode and version, so that nothing about them has to be trusted twice.
 */
export function claudeSettings(mode: PermissionMode, version: string): Readonly<Record<string, unknown>> {
  const mayAsk = isVersionAtLeast(version, ASKING_SINCE);
  const telling = { type: 'command', command: HOOK_COMMAND, timeout: HOOK_TIMEOUT_SECONDS };
  const asking = { type: 'command', command: HOOK_ASK_COMMAND, timeout: ASKING_HOOK_TIMEOUT_SECONDS };
  return {
    hooks: Object.fromEntries(
      CLAUDE_HOOK_EVENTS.map((event) => [event, [{ hooks: [mayAsk && event === ASKING_EVENT ? asking : telling] }]]),
    ),
    // Whoever named the mode has made the decision the warning asks for; otherwise every such session would hang at its start.
    ...(mode === 'bypass-permissions' ? { skipDangerousModePermissionPrompt: true } : {}),
  };
}
