import { mapPermissionMode, type PermissionModeMap, permissionModesOf } from '@ao/adapter-kit';
import type { PermissionMode } from '@ao/domain';

const ASK_A_PERSON = ['-c', 'approvals_reviewer="user"'];

/**
 * What each mode means. Sandbox and approval are always given, so that nothing depends on what somebody once chose in a menu.
 *
 * | ao | Codex | |
 * |---|---|---|
 * | `default` | `workspace-write`, `on-request` | its own default: edits and runs inside the worktree, without network, and asks a person for more |
 * | `plan` | `read-only`, `on-request` | reads, and asks a person before it changes anything |
 * | `auto` | `--approve-for-me` | as `default`, but a reviewer of Codex answers in the person's place |
 * | `bypass-permissions` | `--dangerously-bypass-approvals-and-sandbox` | no sandbox, no questions |
 *
 * There is no `accept-edits`: its default edits without asking already, and runs commands too.
 */
const FLAGS: PermissionModeMap<readonly string[]> = {
  default: ['--sandbox', 'workspace-write', '--ask-for-approval', 'on-request', ...ASK_A_PERSON],
  plan: ['--sandbox', 'read-only', '--ask-for-approval', 'on-request', ...ASK_A_PERSON],
  auto: ['--approve-for-me'],
  'bypass-permissions': ['--dangerously-bypass-approvals-and-sandbox'],
};

/** The modes Codex has. */
export const CODEX_PERMISSION_MODES = permissionModesOf(FLAGS);

/**
 * The flags of a mode.
 *
 * @throws AoError `PERMISSION_MODE_UNSUPPORTED` for a mode Codex has not.
 */
export function permissionFlags(mode: PermissionMode): readonly string[] {
  return mapPermissionMode(mode, FLAGS, 'Codex');
}
