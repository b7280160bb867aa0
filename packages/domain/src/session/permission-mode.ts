/**
 * How much an agent may do without asking. `default` asks for the agent's own default explicitly; it is never a bypass.
 * `bypass-permissions` is dangerous, has to be named, and is logged.
 */
export const PERMISSION_MODES = ['default', 'plan', 'accept-edits', 'auto', 'bypass-permissions'] as const;

/** One of {@link PERMISSION_MODES}. */
export type PermissionMode = (typeof PERMISSION_MODES)[number];
