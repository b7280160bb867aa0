import { mapPermissionMode, type PermissionModeMap, permissionModesOf } from '@ao/adapter-kit';
import type { PermissionMode } from '@ao/domain';

/** What a permission mode means to opencode. */
export interface PermissionSettings {
  /** The agent of opencode that is asked for; null for the default one. */
  readonly agent: string | null;
  readonly flags: readonly string[];
  /** Laid over the permissions of the configuration. */
  readonly permission: Readonly<Record<string, string>> | null;
  /** True when the terminal answers permissions by itself. */
  readonly answersItself: boolean;
}

const NOTHING: PermissionSettings = { agent: null, flags: [], permission: null, answersItself: false };

/**
 * | ao | opencode | |
 * |---|---|---|
 * | `default` | nothing is laid over | its default agent and the person's own rules; without any it may do everything inside the worktree, and asks before it leaves it or reads `.env` |
 * | `plan` | `--agent plan` | edits nothing but its plan |
 * | `accept-edits` | `permission.edit: allow` | edits without asking, whatever the person's rules say of edits |
 * | `bypass-permissions` | `--auto` | its terminal allows whatever is asked, except what the person's rules deny |
 *
 * `auto` does not exist: nothing in opencode decides by the content of a call.
 */
const SETTINGS: PermissionModeMap<PermissionSettings> = {
  default: NOTHING,
  plan: { ...NOTHING, agent: 'plan' },
  'accept-edits': { ...NOTHING, permission: { edit: 'allow' } },
  'bypass-permissions': { ...NOTHING, flags: ['--auto'], answersItself: true },
};

/** The modes opencode has. */
export const OPENCODE_PERMISSION_MODES = permissionModesOf(SETTINGS);

/**
 * What a mode means.
 *
 * @throws AoError `PERMISSION_MODE_UNSUPPORTED` for `auto`.
 */
export function permissionSettings(mode: PermissionMode): PermissionSettings {
  return mapPermissionMode(mode, SETTINGS, 'opencode');
}
