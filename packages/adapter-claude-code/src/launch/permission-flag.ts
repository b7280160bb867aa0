import { isVersionAtLeast, mapPermissionMode, type PermissionModeMap, permissionModesOf } from '@ao/adapter-kit';
import { AoError, type PermissionMode } from '@ao/domain';
import type { Environment } from '../config/claude-config.ts';

/**
 * What each mode is called by `--permission-mode`, which is always given: without it newer versions start in `auto`.
 *
 * | ao | Claude Code | |
 * |---|---|---|
 * | `default` | `manual`; `default` before 2.1.330 | asks before it changes or runs anything |
 * | `plan` | `plan` | reads only, then proposes |
 * | `accept-edits` | `acceptEdits` | edits files without asking |
 * | `auto` | `auto` | lets a check on the server decide |
 * | `bypass-permissions` | `bypassPermissions` | asks nothing |
 */
const FLAGS: PermissionModeMap<string> = {
  default: 'manual',
  plan: 'plan',
  'accept-edits': 'acceptEdits',
  auto: 'auto',
  'bypass-permissions': 'bypassPermissions',
};

/** The first version that calls it `manual`; older ones end with an error on that word. */
const MANUAL_SINCE = '2.1.330';

/** The modes Claude Code has. */
export const CLAUDE_PERMISSION_MODES = permissionModesOf(FLAGS);

/**
 * The value of `--permission-mode`.
 *
 * @param isRoot - whether the agent will run as root.
 * @throws AoError `PERMISSION_MODE_UNSUPPORTED` for `bypass-permissions` as root outside a sandbox: Claude Code ends at once with an error.
 */
export function permissionFlag(
  mode: PermissionMode,
  launch: { readonly version: string; readonly env: Environment; readonly isRoot: boolean },
): string {
  if (mode === 'bypass-permissions' && launch.isRoot && launch.env['IS_SANDBOX'] !== '1') {
    throw new AoError('PERMISSION_MODE_UNSUPPORTED', {
      message:
        'Claude Code refuses bypass-permissions for root. Run ao as another user, choose another mode, or, inside a container or virtual machine that may break, set IS_SANDBOX=1.',
      details: { mode, supported: CLAUDE_PERMISSION_MODES.filter((other) => other !== mode) },
    });
  }
  if (mode === 'default' && !isVersionAtLeast(launch.version, MANUAL_SINCE)) return 'default';
  return mapPermissionMode(mode, FLAGS, 'Claude Code');
}
