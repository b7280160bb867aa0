export { createSessionManager } from './create-session-manager.ts';
export { type AgentContactOptions, createAgentContacts } from './launch/agent-contacts.ts';
export type { Environment } from './launch/agent-environment.ts';
export { createTerminalSweep, type TerminalSweepOptions } from './reconcile/terminal-sweep.ts';
export { createRequestHandover, type RequestHandoverOptions, type TerminalViewers } from './requests/request-handover.ts';
export { createRequestRelease, type RequestReleaseOptions } from './requests/request-release.ts';
export type { MemoryReserve } from './queue/memory-room.ts';
export type { SessionLimits } from './queue/session-limits.ts';
export type {
  CleanupCommand,
  CleanupOutcome,
  KillOptions,
  KillOutcome,
  ReconcileReport,
  RestoreOptions,
  RestoreOutcome,
  SpawnCommand,
  SpawnOutcome,
} from './session-commands.ts';
export type { SessionFolders } from './session-folders.ts';
export type { SessionManager } from './session-manager.ts';
export type { MachineFacts, SessionManagerOptions } from './session-manager-options.ts';
export { sessionInstructions } from './launch/session-instructions.ts';
