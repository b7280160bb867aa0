export { HOOK_COMMAND, HOOK_SPOOL_VARIABLE } from './spool/hook-command.ts';
export { createHookSpool, type HookSpoolOptions } from './spool/hook-spool.ts';
export { SPOOL_PAYLOAD_MAX_BYTES } from './spool/spool-payload.ts';
export { createRandomIdentifiers } from './system/random-identifiers.ts';
export { createSystemClock } from './system/system-clock.ts';
