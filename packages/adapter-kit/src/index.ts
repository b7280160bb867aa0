export { HOOK_COMMAND, HOOK_SPOOL_VARIABLE } from './spool/hook-command.ts';
export { createHookSpool, type HookSpoolOptions } from './spool/hook-spool.ts';
export { SPOOL_PAYLOAD_MAX_BYTES } from './spool/spool-payload.ts';
export { createRandomIdentifiers } from './system/random-identifiers.ts';
export { createSystemClock } from './system/system-clock.ts';
export { type EndProcessesOptions, type EndProcessesResult, endProcesses } from './process/process-end.ts';
export { isSameProcess, type ProcessFate, readBootId, readProcessFate, readProcessIdentity } from './process/process-identity.ts';
export { findLaunchProcesses, type LaunchMarks, listProcessTree } from './process/process-tree.ts';
