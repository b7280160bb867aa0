export { commandEnvironment } from './command/command-environment.ts';
export type { CommandRequest, CommandStream } from './command/command-request.ts';
export type { CommandOutcome, CommandResult, CommandStartFailure } from './command/command-result.ts';
export { runCommand } from './command/run-command.ts';
export { answerHook, HOOK_ANSWER_MAX_BYTES, type HookAnswerOutcome } from './spool/hook-answer.ts';
export { HOOK_ASK_COMMAND, HOOK_COMMAND, HOOK_SPOOL_VARIABLE } from './spool/hook-command.ts';
export { createHookSpool, type HookSpoolOptions } from './spool/hook-spool.ts';
export { SPOOL_PAYLOAD_MAX_BYTES } from './spool/spool-payload.ts';
export { createMachineMemory } from './system/machine-memory.ts';
export { createRandomIdentifiers } from './system/random-identifiers.ts';
export { createSystemClock } from './system/system-clock.ts';
export { createProcessAccounting, type ProcessAccountingOptions } from './process/accounting/process-accounting.ts';
export { type EndProcessesOptions, type EndProcessesResult, endProcesses } from './process/process-end.ts';
export {
  isSameProcess,
  type ProcessFate,
  readBootId,
  readProcessFate,
  readProcessIdentity,
  readProcessStart,
} from './process/process-identity.ts';
export { findLaunchProcesses, type LaunchMarks, listProcessTree } from './process/process-tree.ts';
export { findTerminalProcesses, type ProgramInTerminal } from './process/terminal-processes.ts';
export { type JsonFileUpdate, type JsonObject, updateJsonFile } from './files/json-file-update.ts';
export { readPlainFile } from './files/plain-file.ts';
export { ensurePrivateFile, writePrivateFile } from './files/private-file.ts';
export { mapPermissionMode, type PermissionModeMap, permissionModesOf } from './permission/permission-mode-map.ts';
export {
  type AgentProgram,
  type AgentProgramCheck,
  checkAgentProgram,
  isVersionAtLeast,
  readProgramVersion,
  requireAgentProgram,
  type UsableProgram,
} from './program/agent-program.ts';
export { type FindProgramOptions, findProgram } from './program/find-program.ts';
export { wellKnownProgramDirectories } from './program/well-known-directories.ts';
export { findFramedComposer, type FoundComposer } from './screen/screen-composer.ts';
export { type DialogRule, findDialog, showsChoices } from './screen/screen-dialog.ts';
export { createQueryFilter, type QueryFilter } from './screen/query-filter.ts';
export { isRule, oneLine, plainLines, withoutFrame } from './screen/screen-lines.ts';
export { bracketedPaste, TERMINAL_KEYS, terminalBytes, typeable } from './typing/bracketed-paste.ts';
export { cutIntoPieces, type TextPieceLimits } from './typing/text-pieces.ts';
export { createLaunchFolders, type LaunchFolder, type LaunchFolders, TERMINAL_ID_VARIABLE } from './terminal/launch-folders.ts';
export { holdProcessFor } from './terminal/process-hold.ts';
export { checkTerminalProgram, terminalNotCreated } from './terminal/program-check.ts';
export { checkSocketPath, SOCKET_PATH_MAX_BYTES } from './terminal/socket-path.ts';
export { terminalGone } from './terminal/terminal-gone.ts';
