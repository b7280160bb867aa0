import { AoError, PERMISSION_MODES, type PermissionMode } from '@ao/domain';

/** What each mode means to one agent, for example the value of a flag. A mode that is not there does not exist for it. */
export type PermissionModeMap<Value> = Readonly<Partial<Record<PermissionMode, Value>>>;

/** The modes an agent has, in the usual order. */
export function permissionModesOf(map: PermissionModeMap<unknown>): readonly PermissionMode[] {
  return PERMISSION_MODES.filter((mode) => map[mode] !== undefined);
}

/**
 * What a mode means to the agent.
 *
 * @throws AoError `PERMISSION_MODE_UNSUPPORTED` when the agent has no such mode: asking for less or more than was meant is never right.
 */
export function mapPermissionMode<Value>(mode: PermissionMode, map: PermissionModeMap<Value>, agentName: string): Value {
  const value = map[mode];
  if (value !== undefined) return value;
  const supported = permissionModesOf(map);
  throw new AoError('PERMISSION_MODE_UNSUPPORTED', {
    message: `${agentName} has no permission mode "${mode}". It has: ${supported.join(', ')}.`,
    details: { mode, supported },
  });
}
